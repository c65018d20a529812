package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;

/** People of the other organization see none of it, not even that it exists. */
public final class StayPrivate implements Step {
  @Override
  public String title() {
    return "Breno and Fabio of Boreal see none of it";
  }

  @Override
  public void play(Scene scene) {
    String call = scene.kept("twilio call", String.class);
    Api breno = scene.client().as("breno");
    hidden(breno, "/api/calls/" + call);
    hidden(breno, "/api/calls/" + call + "/events");
    hidden(breno, "/api/calls/" + call + "/recordings");
    hidden(breno, "/api/recordings/" + scene.kept("twilio recording", String.class) + "/media");
    hidden(breno, "/api/messages/" + scene.kept("message", String.class));
    empty(breno, "/api/calls");
    empty(breno, "/api/messages");
    empty(scene.client().as("fabio"), "/api/billing/usage?subject=call&subjectId=" + call);
    int foreign = breno.with("X-Org-Id", "aurora").get("/api/calls").status();
    unless(foreign == 403, "Boreal's Breno asking as Aurora was answered %d, not 403", foreign);
    scene.saw("404 for what is Aurora's, empty lists, 403 when asking as Aurora");
  }

  private static void hidden(Api api, String path) {
    int status = api.get(path).status();
    unless(status == 404, "%s answered %d, not 404", path, status);
  }

  private static void empty(Api api, String path) {
    JsonNode list = api.get(path).expect(200).json();
    unless(list.path("items").isEmpty(), "%s is not empty: %s", path, list);
  }
}
