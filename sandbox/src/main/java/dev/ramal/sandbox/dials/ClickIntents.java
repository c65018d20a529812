package dev.ramal.sandbox.dials;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Clicks until there is an answer, always with the key of the intent, as a frontend would. */
record ClickIntents(FreshClient client, StandIns standIns) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(500);

  PlacedIntent place(DialIntent intent) {
    enter(intent);
    standIns.prepare(intent);
    Set<String> calls = ConcurrentHashMap.newKeySet();
    Set<String> refusals = ConcurrentHashMap.newKeySet();
    CompletableFuture<Void> second =
        intent.twice()
            ? CompletableFuture.runAsync(() -> click(intent, calls, refusals))
            : CompletableFuture.completedFuture(null);
    click(intent, calls, refusals);
    second.join();
    return new PlacedIntent(
        intent, calls, refusals.isEmpty() ? null : String.join("; ", refusals), null);
  }

  /** Nobody is rung for an agent whom nobody knows; one who is there already stays. */
  private void enter(DialIntent intent) {
    Waiting.until(() -> isEntered(intent), PAUSE, PATIENCE);
  }

  private boolean isEntered(DialIntent intent) {
    try {
      int status =
          client
              .as(intent.team().admin(), intent.team().organization())
              .post("/api/agents", Map.of("userId", intent.agent()))
              .status();
      return status == 201 || status == 409;
    } catch (SandboxFailure nobodyThere) {
      // call-service is being killed meanwhile
      return false;
    }
  }

  private void click(DialIntent intent, Set<String> calls, Set<String> refusals) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      try {
        Api.Answer answer = send(intent);
        if (answer.status() == 201) {
          String call = answer.json().path("id").asText();
          if (calls.add(call)) {
            standIns.disturb(intent, call);
          }
          return;
        }
        last = answer.status() + " " + answer.body();
        if (!mayBeSentAgain(answer)) {
          break;
        }
      } catch (SandboxFailure nobodyThere) {
        last = nobodyThere.getMessage();
      }
      Waiting.pause(PAUSE);
    }
    refusals.add(last);
  }

  private Api.Answer send(DialIntent intent) {
    return client
        .as(intent.team().admin(), intent.team().organization())
        .with("Idempotency-Key", intent.key())
        .post(
            "/api/calls", Map.of("to", intent.lead(), "agentId", intent.agent(), "record", false));
  }

  /** Nothing is known to be done, or the same click is being served. */
  private static boolean mayBeSentAgain(Api.Answer answer) {
    return answer.status() >= 500 || answer.status() == 429 || answer.status() == 409;
  }
}
