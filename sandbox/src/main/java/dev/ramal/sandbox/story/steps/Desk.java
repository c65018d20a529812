package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.StepFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * A call as whoever may do something with it has it on the screen.
 *
 * @param api as that person
 * @param call id
 */
record Desk(Scene scene, Api api, String call) {
  JsonNode now() {
    return api.get(path("")).expect(200).json();
  }

  /** Has something done to the call, which is not yet done when the answer comes. */
  void asks(String what, Object body) {
    Api.Answer answer = api.send("POST", path("/" + what), body);
    unless(
        answer.status() == 202 || answer.status() == 200,
        "%s was answered %d: %s",
        what,
        answer.status(),
        answer.body());
  }

  void asks(String what) {
    asks(what, null);
  }

  /** Asks until the call is so, and tells how long that took. */
  JsonNode until(String what, Predicate<JsonNode> holds) {
    return scene.await(what, () -> Optional.of(now()).filter(holds));
  }

  JsonNode untilStatus(String what, String status) {
    return until(what, found -> found.path("status").asText().equals(status));
  }

  /** The carrier's handle of a leg. */
  String leg(String name) {
    return legOf(now(), name).path("carrierCallId").asText();
  }

  /** Missing where there is none of this name. */
  static JsonNode legOf(JsonNode call, String name) {
    return first(call.path("legs"), leg -> leg.path("leg").asText().equals(name));
  }

  /** The first of this type in what happened. */
  JsonNode event(String type) {
    JsonNode found = first(events(), event -> event.path("type").asText().equals(type));
    if (found.isMissingNode()) {
      throw new StepFailure(type + " is not in " + types());
    }
    return found;
  }

  List<String> types() {
    return StreamSupport.stream(events().spliterator(), false)
        .map(event -> event.path("type").asText())
        .toList();
  }

  private JsonNode events() {
    return api.get(path("/events")).expect(200).json().path("items");
  }

  private String path(String rest) {
    return "/api/calls/" + call + rest;
  }

  private static JsonNode first(JsonNode items, Predicate<JsonNode> wanted) {
    return StreamSupport.stream(items.spliterator(), false)
        .filter(wanted)
        .findFirst()
        .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
  }
}
