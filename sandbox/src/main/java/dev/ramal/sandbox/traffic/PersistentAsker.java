package dev.ramal.sandbox.traffic;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** Sends a request again under its key until it is answered, as frontends do; keeps what failed. */
record PersistentAsker(TrafficLog log) {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int FIRST_FAILURE = 500;

  /**
   * @param again statuses below 500 after which it is sent again, without being told as faults
   * @return the last answer; null when there was none
   */
  Api.Answer ask(String what, Set<Integer> again, Supplier<Api.Answer> request) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Api.Answer answer = null;
    do {
      try {
        answer = request.get();
        if (answer.status() >= FIRST_FAILURE) {
          log.fault(what + " was answered " + answer.status() + ": " + answer.body());
        } else if (!again.contains(answer.status())) {
          return answer;
        }
      } catch (SandboxFailure nobodyThere) {
        log.fault(what + ": " + nobodyThere.getMessage());
      }
      Waiting.pause(PAUSE);
    } while (System.nanoTime() < deadline);
    return answer;
  }

  static String refusal(Api.Answer answer) {
    return answer == null ? "no answer" : answer.status() + " " + answer.body();
  }
}
