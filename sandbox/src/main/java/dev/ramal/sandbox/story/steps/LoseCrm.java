package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The CRM fails while people talk: what is to be written waits, and the CRM is left in peace. */
public final class LoseCrm implements Step {
  private static final Map<String, Object> AWAY =
      Map.of("kind", "status", "status", 503, "simulator", "rdstation", "times", 1_000_000);

  private static final Map<String, Object> SHORT_TALK =
      Map.of("ring", 1, "outcome", "answer", "talk", 6, "hangupBy", "lead");

  @Override
  public String title() {
    return "RD Station fails while Ana and Breno talk: their notes wait, and nothing hammers it";
  }

  @Override
  public void play(Scene scene) {
    Map<Cast, String> withDeal = new EnumMap<>(Cast.class);
    Map<Cast, String> withoutDeal = new EnumMap<>(Cast.class);
    Map<Cast, String> contacts = new EnumMap<>(Cast.class);
    for (Cast cast : Cast.values()) {
      CrmDesk crm = new CrmDesk(scene, cast);
      withDeal.put(cast, Callers.stranger());
      withoutDeal.put(cast, Callers.stranger());
      crm.deal("Plano anual", crm.contact("Nara Neves", withDeal.get(cast)));
      contacts.put(cast, crm.contact("Otto Orsini", withoutDeal.get(cast)));
      recorded(scene, cast, false);
    }
    Api control = scene.client().control();
    control.post("/faults", AWAY).expect(201);
    try {
      Map<Cast, String> unclear = talk(scene, withoutDeal);
      Map<Cast, String> clear = talk(scene, withDeal);
      for (Cast cast : Cast.values()) {
        recorded(scene, cast, true);
        HeldNotes held = new HeldNotes(clear.get(cast), unclear.get(cast), contacts.get(cast));
        held.keep(scene, cast);
        paused(scene, cast, held);
      }
    } catch (RuntimeException | AssertionError failure) {
      control.delete("/faults");
      throw failure;
    }
  }

  /** What is recorded waits for its recording, and that is another story. */
  private static void recorded(Scene scene, Cast cast, boolean wanted) {
    cast.asAdmin(scene).put("/api/settings/voice", Map.of("record", wanted)).expect(200);
  }

  /** One call of each organization, to its end; their ids. */
  private static Map<Cast, String> talk(Scene scene, Map<Cast, String> phones) {
    Map<Cast, Desk> desks = new EnumMap<>(Cast.class);
    phones.forEach(
        (cast, phone) -> {
          cast.atCarrier(scene).script(phone, SHORT_TALK);
          Api agent = cast.asAgent(scene);
          Map<String, Object> click = Map.of("to", phone, "carrier", cast.carrier());
          JsonNode call = agent.post("/api/calls", click).expect(201).json();
          desks.put(cast, new Desk(scene, agent, call.path("id").asText()));
        });
    Map<Cast, String> calls = new EnumMap<>(Cast.class);
    desks.forEach(
        (cast, desk) -> {
          desk.untilStatus(cast.agentName() + " has talked", "completed");
          calls.put(cast, desk.call());
        });
    return calls;
  }

  private static void paused(Scene scene, Cast cast, HeldNotes held) {
    CrmDesk crm = new CrmDesk(scene, cast);
    scene.await(
        "both notes of " + cast.agentName() + " wait",
        () -> Optional.of(crm.health()).filter(now -> now.path("waiting").asLong() >= 2));
    lookUpInVain(scene, cast);
    JsonNode health = crm.health();
    unless(
        health.path("pausedUntil").isTextual()
            && health.path("oldestWaitingAt").isTextual()
            && health.path("lastError").asText().contains("503"),
        "nobody is told that the CRM of %s is away: %s",
        cast.organization(),
        health);
    JsonNode drift = crm.drift();
    unless(
        drift.path("waiting").asLong() >= 2 && drift.path("drift").asLong() == 0,
        "waiting notes are told otherwise, or as late already: %s",
        drift);
    scene.saw(
        "%s sees: «%s», nothing leaves until %s, the oldest waits since %s; %s wait, drift 0"
            .formatted(
                cast.adminName(),
                health.path("lastError").asText(),
                health.path("pausedUntil").asText(),
                health.path("oldestWaitingAt").asText(),
                drift.path("waiting")));
    unless(
        !crm.notesByCall().containsKey(held.clear()) && crm.withoutDeal(held.unclear()).isEmpty(),
        "a CRM that is away was written to, or decided about");
  }

  /** Whoever asks the CRM meanwhile is told, and after five times in vain it is not asked. */
  private static void lookUpInVain(Scene scene, Cast cast) {
    String path = "/api/contacts?phone=" + Callers.stranger().replace("+", "%2B");
    Api agent = cast.asAgent(scene);
    Api.Answer refused =
        scene.until(
            "the CRM is left in peace",
            () -> {
              Api.Answer answer = agent.get(path);
              unless(
                  answer.status() == 502 || answer.status() == 429,
                  "a CRM that is away was answered %d: %s",
                  answer.status(),
                  answer.body());
              return Optional.of(answer).filter(it -> it.status() == 429);
            });
    scene.saw(
        "%s looks somebody up: 429, again in %s s"
            .formatted(cast.agentName(), refused.headers().get("Retry-After")));
  }
}
