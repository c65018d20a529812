package dev.ramal.kit.tenancy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Group commit: what is asked for while a set is in its transaction waits for the end of it and
 * goes into the next one together. Where little happens nobody waits, and where much happens each
 * pays for a part of a transaction only.
 *
 * <p>Failure policy: a set that has failed is done over one by one, so that what is wrong with one
 * is nobody else's, but only after a failure that proves that nothing was committed; else all of
 * the set fail. One that does not end is not waited for: it counts as failed, and the next begins.
 *
 * @param <T> what is asked for
 * @param <R> what comes of one
 */
public final class GroupCommit<T, R> {
  private final int most;
  private final Duration patience;
  private final Function<T, ?> apart;
  private final Predicate<Throwable> undone;
  private final Function<List<T>, Uni<List<R>>> work;
  private final Deque<Waiting<T, R>> waiting = new ArrayDeque<>();
  private boolean busy;

  private record Waiting<T, R>(T asked, UniEmitter<? super R> answer) {}

  /**
   * @param most that go into one set
   * @param patience for how long a set is waited for
   * @param apart of those for which it gives equals only one goes into a set, the first; null for
   *     none
   * @param undone whether a failure proves that nothing of the set was committed
   * @param work does a set in one transaction; answers in the same order
   */
  public GroupCommit(
      int most,
      Duration patience,
      Function<T, ?> apart,
      Predicate<Throwable> undone,
      Function<List<T>, Uni<List<R>>> work) {
    this.most = most;
    this.patience = patience;
    this.apart = apart;
    this.undone = undone;
    this.work = work;
  }

  /** Completes when the transaction of its set has ended. */
  public Uni<R> add(T asked) {
    return Uni.createFrom().emitter(answer -> join(new Waiting<>(asked, answer)));
  }

  private void join(Waiting<T, R> one) {
    synchronized (this) {
      waiting.add(one);
      if (busy) {
        return;
      }
      busy = true;
    }
    begin();
  }

  /** What is asked for in the same breath, as after a claim of several jobs, comes along. */
  private void begin() {
    Context context = Vertx.currentContext();
    if (context == null) {
      next();
    } else {
      context.runOnContext(ignored -> next());
    }
  }

  private void next() {
    List<Waiting<T, R>> set;
    synchronized (this) {
      set = take();
      if (set.isEmpty()) {
        busy = false;
        return;
      }
    }
    run(set)
        .subscribe()
        .with(
            results -> {
              begin();
              for (int i = 0; i < set.size(); i++) {
                set.get(i).answer().complete(results.get(i));
              }
            },
            failure -> failed(set, failure));
  }

  private Uni<List<R>> run(List<Waiting<T, R>> set) {
    List<T> asked = set.stream().map(Waiting::asked).collect(Collectors.toList());
    return Uni.createFrom()
        .deferred(() -> work.apply(asked))
        .ifNoItem()
        .after(patience)
        .failWith(() -> new TimeoutException("a set did not end within " + patience));
  }

  private void failed(List<Waiting<T, R>> set, Throwable failure) {
    if (set.size() == 1 || !undone.test(failure)) {
      begin();
      set.forEach(one -> one.answer().fail(failure));
    } else {
      alone(set.iterator());
    }
  }

  private void alone(Iterator<Waiting<T, R>> rest) {
    if (!rest.hasNext()) {
      begin();
      return;
    }
    Waiting<T, R> one = rest.next();
    run(List.of(one))
        .subscribe()
        .with(
            results -> {
              one.answer().complete(results.get(0));
              alone(rest);
            },
            failure -> {
              one.answer().fail(failure);
              alone(rest);
            });
  }

  private List<Waiting<T, R>> take() {
    List<Waiting<T, R>> set = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (Iterator<Waiting<T, R>> all = waiting.iterator(); all.hasNext() && set.size() < most; ) {
      Waiting<T, R> one = all.next();
      if (apart == null || seen.add(apart.apply(one.asked()))) {
        set.add(one);
        all.remove();
      }
    }
    return set;
  }
}
