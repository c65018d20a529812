package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.time.Duration;

/** A token from Keycloak opens what stays shut without one. */
public final class LogIn implements Step {
  @Override
  public String title() {
    return "Ana, who sells for Aurora, logs in";
  }

  @Override
  public void play(Scene scene) {
    long begin = System.nanoTime();
    scene.client().token("ana");
    scene.saw("Keycloak gave a token", Duration.ofNanos(System.nanoTime() - begin));
    int without = scene.client().anonymous().get("/api/calls").status();
    unless(without == 401, "without a token /api/calls answered %d, not 401", without);
    int with = scene.client().as("ana").get("/api/calls").status();
    unless(with == 200, "with Ana's token /api/calls answered %d, not 200", with);
    scene.saw("/api/calls: 401 without the token, 200 with it");
    for (Cast cast : Cast.values()) {
      cast.hangUpWhatRuns(scene);
    }
  }
}
