package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An alert reaches a channel in Slack, which also hears what becomes of it. */
public final class TellAlert implements Step {
  private static final String SETTINGS = "/api/settings/alerts";

  @Override
  public String title() {
    return "An alert reaches the channel in Slack, which hears that Carla takes care, and the end";
  }

  @Override
  public void play(Scene scene) {
    Api carla = Cast.AURORA.asAdmin(scene);
    String webhook = scene.client().status().simulators().get("slackWebhook");
    JsonNode settings =
        carla
            .put(
                SETTINGS,
                Map.of(
                    "receivers",
                    List.of(Map.of("id", "vendas", "channel", "slack", "webhookUrl", webhook)),
                    "steps",
                    List.of(Map.of("receivers", List.of("vendas"), "waitMinutes", 15))))
            .expect(200)
            .json();
    unless(!settings.toString().contains(webhook), "the webhook is shown: %s", settings);
    String subject =
        carla.post("/api/alerts/test", null).expect(202).json().path("subject").asText();
    JsonNode told =
        scene.await("the alert is in Slack", () -> inSlack(scene, subject, "").findFirst());
    scene.saw(
        "«%s» in %d blocks".formatted(told.path("text").asText(), told.path("blocks").size()));
    String id =
        scene.until("the alert is listed", () -> listed(carla, subject)).path("id").asText();
    // Slack has it before we know that it has; who was not told hears of no end either.
    scene.until("the channel counts as told", () -> noted(carla, id, "raised"));
    JsonNode taken = carla.post("/api/alerts/" + id + "/acknowledge", null).expect(200).json();
    unless(taken.path("state").asText().equals("acknowledged"), "it is not: %s", taken);
    JsonNode heard =
        scene.await(
            "the channel hears that somebody takes care of it",
            () -> inSlack(scene, id, "Alguém cuida disto").findFirst());
    scene.saw("«" + heard.path("text").asText() + "»");
    carla.post("/api/alerts/" + id + "/resolve", null).expect(200);
    scene.await(
        "the channel hears that it is over", () -> inSlack(scene, id, "Resolvido").findFirst());
    scene.until("the alert says so", () -> noted(carla, id, "resolved"));
  }

  /** What the alert says of the channel. */
  private static Optional<JsonNode> noted(Api carla, String id, String news) {
    JsonNode all = carla.get("/api/alerts/" + id).expect(200).json().path("notifications");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(one -> one.path("receiver").asText().equals("vendas"))
        .filter(one -> one.path("news").asText().equals(news))
        .filter(one -> one.path("state").asText().equals("sent"))
        .findFirst();
  }

  private static Stream<JsonNode> inSlack(Scene scene, String about, String headline) {
    JsonNode all = scene.client().control().get("/slack/messages").expect(200).json();
    return StreamSupport.stream(all.spliterator(), false)
        .filter(message -> message.toString().contains(about))
        .filter(message -> message.path("text").asText().startsWith(headline));
  }

  private static Optional<JsonNode> listed(Api carla, String subject) {
    JsonNode open = carla.get("/api/alerts?limit=200").expect(200).json().path("items");
    return StreamSupport.stream(open.spliterator(), false)
        .filter(alert -> alert.path("subject").asText().equals(subject))
        .findFirst();
  }
}
