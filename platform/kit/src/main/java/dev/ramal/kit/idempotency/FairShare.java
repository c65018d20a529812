package dev.ramal.kit.idempotency;

import dev.ramal.kit.database.DatabaseConfig;
import dev.ramal.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets one organization have a part of the connections only, or of whatever else there are few of:
 * what it wants beyond that waits for its own, in the order in which it came, while others find
 * some left.
 *
 * <p>Failure policy: what finds the line full, or has waited too long, is refused as busy and not
 * begun: whoever asked may have gone, and a phone that rings minutes later rings for nobody. What
 * has waited too long is told so when a place gets free or the next one comes.
 */
public final class FairShare {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  private final int most;
  private final int line;
  private final Duration patience;
  private final LongSupplier nanos;
  private final Map<String, Turns> organizations = new HashMap<>();

  FairShare(DatabaseConfig config) {
    this(
        config.connectionsOfOne(), config.waitingOfOne(), config.patienceOfOne(), System::nanoTime);
  }

  /**
   * @param most that one organization has under way at one time
   * @param line how much more of it may wait
   * @param patience for how long
   * @param nanos a clock that never goes back
   */
  public FairShare(int most, int line, Duration patience, LongSupplier nanos) {
    this.most = most;
    this.line = line;
    this.patience = patience;
    this.nanos = nanos;
  }

  /** What an organization has under way, and what waits. */
  private static final class Turns {
    private int taken;
    private final Queue<Turn> waiting = new ArrayDeque<>();
  }

  /** What was asked for, on the context from which it came. */
  private record Turn(Runnable begin, Runnable refuse, long until, Context caller) {
    boolean isLate(long now) {
      return now - until >= 0;
    }

    void later(Runnable step) {
      if (caller == null) {
        step.run();
      } else {
        caller.runOnContext(ignored -> step.run());
      }
    }
  }

  /** Cancelling the returned Uni stops nothing: the place is free when the work has ended. */
  public <T> Uni<T> of(String organization, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                take(
                    organization,
                    new Turn(
                        () ->
                            Uni.createFrom()
                                .deferred(work::get)
                                .onTermination()
                                .invoke(() -> giveBack(organization))
                                .subscribe()
                                .with(emitter::complete, emitter::fail),
                        () -> emitter.fail(Problem.busy().exception(ASK_AGAIN)),
                        nanos.getAsLong() + patience.toNanos(),
                        Vertx.currentContext())));
  }

  private void take(String organization, Turn turn) {
    List<Runnable> steps;
    synchronized (organizations) {
      Turns turns = organizations.computeIfAbsent(organization, name -> new Turns());
      steps = refuseLate(turns);
      if (turns.taken < most) {
        turns.taken++;
        steps.add(turn.begin());
      } else if (turns.waiting.size() < line) {
        turns.waiting.add(turn);
      } else {
        steps.add(turn.refuse());
      }
    }
    steps.forEach(Runnable::run);
  }

  private void giveBack(String organization) {
    List<Runnable> steps;
    synchronized (organizations) {
      Turns turns = organizations.get(organization);
      steps = refuseLate(turns);
      Turn next = turns.waiting.poll();
      if (next != null) {
        steps.add(() -> next.later(() -> begin(organization, next)));
      } else if (--turns.taken == 0) {
        organizations.remove(organization);
      }
    }
    steps.forEach(Runnable::run);
  }

  /** The context itself may have been busy for long. */
  private void begin(String organization, Turn turn) {
    if (turn.isLate(nanos.getAsLong())) {
      turn.refuse().run();
      giveBack(organization);
    } else {
      turn.begin().run();
    }
  }

  /** Those who came first are late first. */
  private List<Runnable> refuseLate(Turns turns) {
    List<Runnable> steps = new ArrayList<>();
    long now = nanos.getAsLong();
    while (!turns.waiting.isEmpty() && turns.waiting.peek().isLate(now)) {
      Turn late = turns.waiting.poll();
      steps.add(() -> late.later(late.refuse()));
    }
    return steps;
  }
}
