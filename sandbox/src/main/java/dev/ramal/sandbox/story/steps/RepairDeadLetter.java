package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.Topics;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.SandboxStatus.UserStatus;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.StepFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A record that no consumer understands lies among the dead letters; a person reads why, mends it
 * by a JSON Patch and sends it again, and what somebody wrote is there, once.
 */
public final class RepairDeadLetter implements Step {
  private static final String TOPIC = Topics.deadLetter(Topics.MESSAGE_FACTS, "messaging-service");

  private static final List<Map<String, String>> PATCH =
      List.of(
          Map.of(
              "op", "move", "from", "/" + PoisonedReply.WRONG, "path", "/" + PoisonedReply.FIELD));

  @Override
  public String title() {
    return "A poisoned record is found, understood, repaired and sent again: applied once";
  }

  @Override
  public void play(Scene scene) {
    for (Cast cast : Cast.values()) {
      PoisonedReply reply = PoisonedReply.to(scene, cast);
      reply.send(scene);
      String letter = understood(scene, cast, reply);
      String redrive = repaired(scene, cast, reply, letter);
      applied(scene, cast, reply, redrive);
    }
  }

  /** Found by its id, its cause and what the carrier had sent. */
  private static String understood(Scene scene, Cast cast, PoisonedReply reply) {
    DeadLetterDesk desk = new DeadLetterDesk(cast.asAdmin(scene), TOPIC);
    JsonNode letter =
        scene.await(
            cast.adminName() + " finds it among the dead letters", () -> desk.letter(reply.id()));
    unless(
        letter.at("/rawCallback/body").asText().equals(reply.callback()),
        "it does not show what the carrier sent: %s",
        letter);
    JsonNode cluster =
        desk.cluster("Malformed").orElseThrow(() -> new StepFailure("no cluster has it"));
    String cause = cluster.path("cause").asText();
    unless(cause.contains(PoisonedReply.FIELD), "the cause names no field: %s", cluster);
    scene.saw("«" + cause + "»");
    return letter.path("id").asText();
  }

  /** By whom alone a changed record is believed; asked twice, sent once. */
  private static String repaired(Scene scene, Cast cast, PoisonedReply reply, String letter) {
    DeadLetterDesk desk = new DeadLetterDesk(cast.asAdmin(scene), TOPIC);
    JsonNode asItIs = desk.dryRun(letter, null);
    unless(asItIs.path("invalid").asInt() == 1, "it would be taken as it is: %s", asItIs);
    JsonNode mended = desk.dryRun(letter, PATCH);
    unless(mended.path("valid").asInt() == 1, "the patch does not mend it: %s", mended);
    scene.saw("tried: move %s to %s".formatted(PoisonedReply.WRONG, PoisonedReply.FIELD));
    JsonNode refused = desk.redrive(letter, PATCH).expect(403).json();
    unless(refused.path("code").asText().equals("OPS-0009"), "refused otherwise: %s", refused);
    Api once =
        scene
            .client()
            .as(operator(scene))
            .with("X-Org-Id", cast.organization())
            .with("Idempotency-Key", reply.id());
    DeadLetterDesk operators = new DeadLetterDesk(once, TOPIC);
    JsonNode redrive = operators.redrive(letter, PATCH).expect(201).json();
    JsonNode again = operators.redrive(letter, PATCH).expect(201).json();
    unless(again.equals(redrive), "the same request was carried out twice: %s", again);
    scene.saw("%s sent it again; %s may not".formatted(operator(scene), cast.adminName()));
    return redrive.path("id").asText();
  }

  private static void applied(Scene scene, Cast cast, PoisonedReply reply, String redrive) {
    Api admin = cast.asAdmin(scene);
    scene.await(
        "what was written is there",
        () -> Optional.of(true).filter(there -> count(admin, reply) > 0));
    JsonNode report = new DeadLetterDesk(admin, TOPIC).published(scene, redrive);
    long messages = count(admin, reply);
    unless(messages == 1, "«%s» stands there %d times", reply.text(), messages);
    unless(report.path("failedAgain").asInt(-1) == 0, "it died again: %s", report);
  }

  private static long count(Api api, PoisonedReply reply) {
    String contact = URLEncoder.encode(reply.contact(), StandardCharsets.UTF_8);
    JsonNode messages =
        api.get("/api/messages?direction=inbound&contact=" + contact).expect(200).json();
    return StreamSupport.stream(messages.path("items").spliterator(), false)
        .filter(message -> message.path("body").asText().equals(reply.text()))
        .count();
  }

  private static String operator(Scene scene) {
    return scene.client().status().users().stream()
        .filter(user -> user.organization() == null && user.roles().contains("operator"))
        .map(UserStatus::username)
        .findFirst()
        .orElseThrow(() -> new StepFailure("nobody is the operator's"));
  }
}
