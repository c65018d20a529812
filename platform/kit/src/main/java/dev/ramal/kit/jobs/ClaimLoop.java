package dev.ramal.kit.jobs;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * Takes as much as there is room for and works on it: one claim at a time, woken by whoever stores
 * a job, by what was done and has made room, and by the poll. Whatever hangs or breaks, the next
 * claim happens.
 */
final class ClaimLoop {
  private static final Logger LOG = Logger.getLogger(ClaimLoop.class);

  private final String name;
  private final int places;
  private final Duration patience;
  private final IntFunction<Uni<List<Job>>> claim;
  private final Function<Job, Uni<Void>> work;
  private final Function<List<Job>, Uni<Void>> giveBack;
  private final AtomicInteger wakeUps = new AtomicInteger();
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicInteger claims = new AtomicInteger();
  private volatile boolean stopping;

  ClaimLoop(
      String name,
      int places,
      Duration patience,
      IntFunction<Uni<List<Job>>> claim,
      Function<Job, Uni<Void>> work,
      Function<List<Job>, Uni<Void>> giveBack) {
    this.name = name;
    this.places = places;
    this.patience = patience;
    this.claim = claim;
    this.work = work;
    this.giveBack = giveBack;
  }

  /** Returns at once. */
  void wake() {
    if (!stopping && wakeUps.getAndIncrement() == 0) {
      soon();
    }
  }

  /** After all that ends in the same breath, as a set that was recorded together, has made room. */
  private void soon() {
    Context context = Vertx.currentContext();
    if (context == null) {
      claim();
    } else {
      context.runOnContext(ignored -> claim());
    }
  }

  /** Takes nothing more; what is taken and not begun is given back. */
  void stop() {
    stopping = true;
  }

  /** Whether nothing of this process is under way any more. */
  boolean isIdle() {
    return underWay.isEmpty() && claims.get() == 0;
  }

  private void claim() {
    int seen = wakeUps.get();
    int room = places - underWay.size();
    Uni<Integer> begun = room > 0 ? begin(room) : Uni.createFrom().item(0);
    begun
        .ifNoItem()
        .after(patience)
        .fail()
        .subscribe()
        .with(
            count -> next(seen, room > 0 && count == room),
            failure -> {
              LOG.warnf("queue=%s cannot claim now, the poll tries again: %s", name, failure);
              next(seen, false);
            });
  }

  private void next(int seen, boolean perhapsMore) {
    boolean again = wakeUps.addAndGet(-seen) > 0;
    if ((again || perhapsMore) && !stopping) {
      if (again) {
        claim();
      } else {
        wake();
      }
    }
  }

  /** Not ended by an impatient caller: what is taken late is worked on, or given back, late. */
  private Uni<Integer> begin(int room) {
    return Uni.createFrom()
        .emitter(
            done -> {
              claims.incrementAndGet();
              Uni.createFrom()
                  .deferred(() -> claim.apply(room))
                  .call(jobs -> stopping && !jobs.isEmpty() ? giveBack.apply(jobs) : nothing())
                  .invoke(jobs -> begin(jobs))
                  .onTermination()
                  .invoke(claims::decrementAndGet)
                  .subscribe()
                  .with(jobs -> done.complete(jobs.size()), done::fail);
            });
  }

  private void begin(List<Job> jobs) {
    if (!stopping) {
      jobs.forEach(this::begin);
    }
  }

  private void begin(Job job) {
    underWay.add(job.seq());
    Uni.createFrom()
        .deferred(() -> work.apply(job))
        .onTermination()
        .invoke(() -> underWay.remove(job.seq()))
        .subscribe()
        .with(
            done -> wake(),
            failure -> LOG.errorf(failure, "queue=%s job=%s was left", name, job.id()));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
