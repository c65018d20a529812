package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** People who call an organization. */
record Callers(Scene scene, Cast cast) {
  private static final int FIRST = 5_000;
  private static final int STRANGERS = 5_000;

  /** Other stories of one sandbox begin elsewhere. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(STRANGERS));

  /**
   * Who never called before in this story, and is not {@link Lead}; does not end as one that the
   * stand-ins give a meaning.
   */
  static String stranger() {
    return "+551198765" + (FIRST + NEXT.getAndIncrement() % STRANGERS);
  }

  /** Calls; the call as whoever leads the team has it on the screen. */
  Desk call(String from) {
    String leg = cast.atCarrier(scene).calls(from, cast.account(scene), scene.client().status());
    Api admin = cast.asAdmin(scene);
    String id =
        scene.until(
            "the call of " + from + " is known",
            () -> {
              JsonNode calls = admin.get("/api/calls?limit=5").expect(200).json().path("items");
              for (JsonNode call : calls) {
                if (call.path("from").asText().equals(from)
                    && call.path("direction").asText().equals("inbound")) {
                  return Optional.of(call.path("id").asText());
                }
              }
              return Optional.empty();
            });
    scene.keep("leg " + id, leg);
    return new Desk(scene, admin, id);
  }

  void hangsUp(Desk desk) {
    cast.atCarrier(scene).hangsUp(leg(desk));
  }

  String leg(Desk desk) {
    return scene.kept("leg " + desk.call(), String.class);
  }

  /** How callers are taken care of; what is left out stays. */
  static void settings(Scene scene, Cast cast, Map<String, ?> settings) {
    cast.asAdmin(scene).put("/api/settings/inbound", settings).expect(200);
  }

  static void status(Api agent, String status) {
    agent.put("/api/agents/me/status", Map.of("status", status)).expect(200);
  }
}
