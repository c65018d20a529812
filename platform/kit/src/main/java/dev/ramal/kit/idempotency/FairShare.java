package dev.ramal.kit.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Lets one organization have a part of the connections only: what it wants beyond that waits for
 * its own, in the order in which it came, while others find connections left.
 */
final class FairShare {
  private final int most;
  private final Map<String, Turns> organizations = new HashMap<>();

  /**
   * @param most that one organization has under way at one time
   */
  FairShare(int most) {
    this.most = most;
  }

  /** What an organization has under way, and what waits, on the context from which it came. */
  private static final class Turns {
    private int taken;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
  }

  /** Cancelling the returned Uni stops nothing. */
  <T> Uni<T> of(String organization, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                take(
                    organization,
                    () ->
                        Uni.createFrom()
                            .deferred(work::get)
                            .onTermination()
                            .invoke(() -> giveBack(organization))
                            .subscribe()
                            .with(emitter::complete, emitter::fail)));
  }

  private void take(String organization, Runnable turn) {
    synchronized (organizations) {
      Turns turns = organizations.computeIfAbsent(organization, name -> new Turns());
      if (turns.taken == most) {
        Context caller = Vertx.currentContext();
        turns.waiting.add(caller == null ? turn : () -> caller.runOnContext(ignored -> turn.run()));
        return;
      }
      turns.taken++;
    }
    turn.run();
  }

  private void giveBack(String organization) {
    Runnable next;
    synchronized (organizations) {
      Turns turns = organizations.get(organization);
      next = turns.waiting.poll();
      if (next == null && --turns.taken == 0) {
        organizations.remove(organization);
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
