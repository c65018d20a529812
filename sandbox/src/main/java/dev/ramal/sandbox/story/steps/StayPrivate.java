package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.Set;

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
    String message = scene.kept("message", String.class);
    hidden(breno, "/api/messages/" + message);
    Set<String> ours = Set.of(call, scene.kept("telnyx call", String.class), message);
    unlisted(breno, "/api/calls", ours);
    unlisted(breno, "/api/messages", ours);
    unlisted(scene.client().as("fabio"), "/api/billing/usage", ours);
    empty(scene.client().as("fabio"), "/api/billing/usage?subject=call&subjectId=" + call);
    int foreign = breno.with("X-Org-Id", "aurora").get("/api/calls").status();
    unless(foreign == 403, "Boreal's Breno asking as Aurora was answered %d, not 403", foreign);
    scene.saw("404 for what is Aurora's, none of it in lists, 403 when asking as Aurora");
  }

  private static void hidden(Api api, String path) {
    int status = api.get(path).status();
    unless(status == 404, "%s answered %d, not 404", path, status);
  }

  /** Boreal may have calls of its own, made by whoever tries out the sandbox. */
  private static void unlisted(Api api, String path, Set<String> foreign) {
    String list = api.get(path).expect(200).body();
    foreign.forEach(id -> unless(!list.contains(id), "%s lists %s: %s", path, id, list));
  }

  private static void empty(Api api, String path) {
    JsonNode list = api.get(path).expect(200).json();
    unless(list.path("items").isEmpty(), "%s is not empty: %s", path, list);
  }
}
