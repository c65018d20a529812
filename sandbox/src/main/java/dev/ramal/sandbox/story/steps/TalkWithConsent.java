package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.util.List;
import java.util.Map;

/**
 * The agent hears whom it will be, the lead is told and asked; nothing is recorded without the key.
 *
 * @param agrees whether the lead presses it
 */
public record TalkWithConsent(Cast cast, boolean agrees) implements Step {
  @Override
  public String title() {
    return "%s hears who it will be; %s %s"
        .formatted(
            cast.agentName(),
            cast.lead(),
            agrees
                ? "agrees by a key and is recorded"
                : "presses none through " + cast.carrier() + ": no recording");
  }

  @Override
  public void play(Scene scene) {
    cast.asAdmin(scene)
        .put(
            "/api/settings/voice",
            Map.of("record", true, "consent", "key", "connectUnrecorded", true, "whisper", true))
        .expect(200);
    ObjectNode lead = AtCarrier.patient();
    if (agrees) {
      lead.put("digits", "1");
    }
    cast.atCarrier(scene).script(cast.leadPhone(), lead);
    Api agent = cast.asAgent(scene);
    String whisper = contact(agent) + ", Plano anual";
    Map<String, Object> click =
        Map.of("to", cast.leadPhone(), "carrier", cast.carrier(), "whisper", whisper);
    JsonNode call = agent.post("/api/calls", click).expect(201).json();
    Desk desk = new Desk(scene, agent, scene.keep(cast.name(), call.path("id").asText()));
    JsonNode now = desk.until("they talk, and who was asked has answered", this::isDecided);
    told(scene, desk, whisper);
    if (agrees) {
      unless(
          now.at("/recording/key/key").asText().equals("1")
              && desk.types().indexOf("RecordingBegun") > desk.types().indexOf("Keyed"),
          "it was recorded without the key: %s",
          now);
      scene.saw("key 1, by the carrier's word: " + now.at("/recording/key/proof").asText());
      scene.expect(desk.call(), "ConsentGiven", "RecordingStarted");
    } else {
      unless(
          now.at("/recording/why").asText().equals("no-key")
              && now.path("status").asText().equals("in-progress"),
          "who pressed no key was not joined unrecorded: %s",
          now);
      String leg = Desk.legOf(now, "lead").path("carrierCallId").asText();
      unless(
          cast.atCarrier(scene).told("record_start", leg, "") == 0
              && !desk.types().contains("RecordingBegun"),
          "it was recorded without consent");
      scene.saw("no key, no recording: the carrier was never told to; they talk all the same");
      scene.expect(desk.call(), "ConsentRefused");
    }
    scene.expect(desk.call(), "AnnouncementSpoken", "CallAnswered", "CallEnded");
  }

  /** As the CRM has it: who clicks knows whom. */
  private String contact(Api agent) {
    String phone = cast.leadPhone().replace("+", "%2B");
    JsonNode found = agent.get("/api/contacts?phone=" + phone).expect(200).json();
    String name = found.at("/items/0/name").asText();
    unless(name.startsWith(cast.lead()), "the CRM does not know %s: %s", cast.lead(), found);
    return name;
  }

  private boolean isDecided(JsonNode call) {
    return call.at("/recording/state").asText().equals(agrees ? "begun" : "withheld")
        && call.path("status").asText().equals("in-progress");
  }

  private void told(Scene scene, Desk desk, String whisper) {
    AtCarrier carrier = cast.atCarrier(scene);
    List<String> agent = carrier.heard(desk.leg("agent"));
    unless(agent.contains("said " + whisper), "the agent heard only %s", agent);
    List<String> lead = carrier.heard(desk.leg("lead"));
    unless(
        lead.stream().noneMatch(said -> said.contains(whisper)), "the lead heard of it: %s", lead);
    scene.saw("heard by %s alone: «%s»".formatted(cast.agentName(), whisper));
    scene.saw("heard by %s: %s".formatted(cast.lead(), quoted(lead)));
  }

  static String quoted(List<String> heard) {
    return heard.stream()
        .map(sound -> sound.startsWith("said ") ? "«" + sound.substring(5) + "»" : sound)
        .reduce((one, other) -> one + " " + other)
        .orElse("nothing");
  }
}
