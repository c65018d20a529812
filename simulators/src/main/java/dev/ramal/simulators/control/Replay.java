package dev.ramal.simulators.control;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.http.Callback;
import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.http.RetryPolicy;
import dev.ramal.simulators.http.SentCallback;
import dev.ramal.simulators.time.Loop;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends earlier callbacks again, as a carrier that repeats itself would. */
public final class Replay {
  private static final RetryPolicy ONCE =
      new RetryPolicy(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          null,
          0,
          reply -> false,
          attempt -> Duration.ZERO);

  private final SimulatorContext context;

  public Replay(SimulatorContext context) {
    this.context = context;
  }

  /**
   * Sends and waits.
   *
   * @param simulator twilio or telnyx; null for both
   * @param text what the callbacks must mention; null for all
   * @return how many times each HTTP status was answered; 0 stands for no answer
   */
  public Map<Integer, Integer> all(String simulator, String text, int times, boolean shuffle) {
    Future<Map<Integer, Integer>> counted =
        context.loop().call(() -> begin(simulator, text, times, shuffle));
    return Loop.await(counted.toCompletionStage().toCompletableFuture());
  }

  /** As {@link #all}, without waiting; to be called on the loop. */
  Future<Map<Integer, Integer>> begin(String simulator, String text, int times, boolean shuffle) {
    List<SentCallback> again = new ArrayList<>();
    for (SentCallback sent : context.callbacks().find(simulator, text)) {
      if (sent.fault() == null && !Callback.INSTRUCTION.equals(sent.callback().kind())) {
        again.addAll(Collections.nCopies(times, sent));
      }
    }
    if (shuffle) {
      Collections.shuffle(again);
    }
    List<Future<Reply>> replies =
        again.stream().map(sent -> context.sender().replay(sent, ONCE)).toList();
    return Future.join(new ArrayList<>(replies)).map(done -> count(replies));
  }

  private static Map<Integer, Integer> count(List<Future<Reply>> replies) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (Future<Reply> reply : replies) {
      Integer status = reply.result().status();
      counts.merge(status == null ? 0 : status, 1, Integer::sum);
    }
    return counts;
  }
}
