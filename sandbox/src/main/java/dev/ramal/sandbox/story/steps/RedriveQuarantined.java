package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.quarantine.CallbackQuarantined;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.StepFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * What a carrier said and an earlier gateway did not understand: today's is asked, translates it
 * when it comes again, and what it says is told.
 */
public final class RedriveQuarantined implements Step {
  @Override
  public String title() {
    return "A callback that nobody understood is tried by today's gateway, and told: «read»";
  }

  @Override
  public void play(Scene scene) {
    String message = scene.kept(SendTemplate.MESSAGE, String.class);
    Event<CallbackQuarantined> quarantined = quarantined(scene, message);
    KafkaWriter.write(scene, quarantined, EventJson.write(quarantined.data()));
    DeadLetterDesk desk = new DeadLetterDesk(Cast.AURORA.asAdmin(scene), Topics.QUARANTINE);
    JsonNode letter =
        scene.await("Carla finds it in quarantine", () -> desk.letter(quarantined.id()));
    unless(
        letter.at("/rawCallback/body").asText().contains("MessageStatus=read"),
        "it does not show what the carrier sent: %s",
        letter);
    String id = letter.path("id").asText();
    JsonNode tried = desk.dryRun(id, null);
    unless(
        tried.path("valid").asInt() == 1 && tried.path("undecided").asInt(-1) == 0,
        "the gateway would not understand it, or was not asked: %s",
        tried);
    scene.saw("the gateway would understand it now");
    JsonNode redrive = desk.redrive(id, null).expect(201).json();
    Api ana = Cast.AURORA.asAgent(scene);
    scene.await(
        "Ana sees that her message was read",
        () ->
            Optional.of(ana.get("/api/messages/" + message).expect(200).json())
                .filter(one -> one.path("status").asText().equals("read")));
    JsonNode report = desk.published(scene, redrive.path("id").asText());
    unless(report.path("failedAgain").asInt(-1) == 0, "it was quarantined anew: %s", report);
  }

  /** The carrier's last word about the message, and one more that nobody knew then. */
  private static Event<CallbackQuarantined> quarantined(Scene scene, String message) {
    JsonNode delivered =
        StreamSupport.stream(
                scene
                    .client()
                    .control()
                    .get("/callbacks?simulator=twilio&contains=" + message)
                    .expect(200)
                    .json()
                    .spliterator(),
                false)
            .filter(sent -> sent.path("event").asText().equals("delivered"))
            .findFirst()
            .orElseThrow(() -> new StepFailure("Twilio never said that it was delivered"));
    URI address = URI.create(delivered.path("url").asText());
    String body =
        delivered
            .at("/attempts/0/body")
            .asText()
            .replace("MessageStatus=delivered", "MessageStatus=read");
    TenantId tenant = TenantId.of(Cast.AURORA.organization());
    String connection = Cast.AURORA.account(scene).id();
    Instant now = Instant.now();
    return new Event<>(
        "quarantined-" + UUID.randomUUID(),
        "/webhook-gateway",
        connection,
        now,
        tenant,
        null,
        Topics.QUARANTINE,
        tenant.value() + ":" + connection,
        new CallbackQuarantined(
            connection,
            tenant,
            Carrier.TWILIO,
            address.getRawPath() + "?" + address.getRawQuery(),
            "a MessageStatus this version does not know",
            "application/x-www-form-urlencoded",
            Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)),
            Map.of(),
            now));
  }
}
