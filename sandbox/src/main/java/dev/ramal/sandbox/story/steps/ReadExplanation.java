package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.StepFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The call is a rated line of 42 s (30/6) that explains itself. */
public record ReadExplanation(String carrier) implements Step {
  @Override
  public String title() {
    return "Davi, who counts the money, finds %d billed seconds explained"
        .formatted(Lead.BILLED_SECONDS);
  }

  @Override
  public void play(Scene scene) {
    String call = scene.kept(carrier + " call", String.class);
    Api davi = scene.client().as("davi");
    JsonNode usage =
        scene.await(
            "the call was rated",
            () -> leadMinutes(davi.get("/api/billing/usage?subject=call&subjectId=" + call)));
    unless(
        usage.path("quantity").asInt() == Lead.TALK_SECONDS
            && usage.path("billedQuantity").asInt() == Lead.BILLED_SECONDS,
        "%s s were billed as %s s instead of %d as %d",
        usage.path("quantity"),
        usage.path("billedQuantity"),
        Lead.TALK_SECONDS,
        Lead.BILLED_SECONDS);
    String id = usage.path("id").asText();
    JsonNode why = davi.get("/api/billing/usage/" + id + "/explain").expect(200).json();
    unless(
        why.path("quantity").asInt() == Lead.TALK_SECONDS
            && why.path("billedQuantity").asInt() == Lead.BILLED_SECONDS
            && why.at("/increments/minimum").asInt() == Lead.BILLED_AT_LEAST
            && why.at("/increments/increment").asInt() == Lead.BILLED_IN_STEPS_OF
            && why.at("/recomputed/matches").asBoolean(),
        "the explanation is not that %d s by %d/%d make %d: %s",
        Lead.TALK_SECONDS,
        Lead.BILLED_AT_LEAST,
        Lead.BILLED_IN_STEPS_OF,
        Lead.BILLED_SECONDS,
        why);
    scene.keep(carrier + " price", usage.path("price"));
    scene.keep(carrier + " origin", why.at("/lines/0/origin"));
    usage.path("explanation").forEach(line -> scene.saw("· " + line.asText()));
    scene.saw(
        "price %s, cost %s"
            .formatted(usage.at("/price/amount").asText(), usage.at("/cost/amount").asText()));
  }

  /**
   * The line of the lead's leg, as soon as there is one.
   *
   * @throws StepFailure when there are more: the lead's minutes are billed once
   */
  static Optional<JsonNode> leadMinutes(Api.Answer answer) {
    List<JsonNode> lines =
        StreamSupport.stream(answer.expect(200).json().path("items").spliterator(), false)
            .filter(usage -> usage.path("meter").asText().contains("minute"))
            .filter(usage -> usage.path("leg").asText().equals("lead"))
            .toList();
    unless(lines.size() <= 1, "the lead's minutes are billed %d times: %s", lines.size(), lines);
    return lines.stream().findFirst();
  }
}
