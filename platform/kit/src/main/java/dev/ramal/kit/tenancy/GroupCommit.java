package dev.ramal.kit.tenancy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Group commit: what is asked for while a set is in its transaction waits for the end of it and
 * goes into the next one together. Where little happens nobody waits, and where much happens each
 * pays for a part of a transaction only.
 *
 * <p>Failure policy: a set that has failed is done over in smaller ones, in the end one by one, so
 * that what is wrong with one is nobody else's, but only after a failure that proves that nothing
 * was committed; else all of the set fail. Meanwhile the next set begins. One that does not end is
 * not waited for: it counts as failed. What nobody waits for any more is not begun.
 *
 * @param <T> what is asked for
 * @param <R> what comes of one
 */
public final class GroupCommit<T, R> {
  private final int most;
  private final Duration patience;
  private final Function<T, ?> apart;
  private final Function<T, ?> kin;
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
   * @param kin those for which it gives equals are done over together before they are alone: what
   *     is wrong with one is often wrong with them, and costs the others one wait; null for one by
   *     one at once
   * @param undone whether a failure proves that nothing of the set was committed
   * @param work does a set in one transaction; answers in the same order
   */
  public GroupCommit(
      int most,
      Duration patience,
      Function<T, ?> apart,
      Function<T, ?> kin,
      Predicate<Throwable> undone,
      Function<List<T>, Uni<List<R>>> work) {
    this.most = most;
    this.patience = patience;
    this.apart = apart;
    this.kin = kin;
    this.undone = undone;
    this.work = work;
  }

  /**
   * What the work fails with, before it has committed anything, where somebody else holds what some
   * of the set are about: they fail with it, the others are done over without them at once.
   */
  public static final class HeldElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<?> held;

    /**
     * @param held of those that were asked for
     */
    public HeldElsewhere(Collection<?> held) {
      super(held.size() + " are held by another transaction", null, false, false);
      this.held = Set.copyOf(held);
    }
  }

  /**
   * Completes when the transaction of its set has ended; whoever cancels it before that set has
   * begun has asked for nothing.
   */
  public Uni<R> add(T asked) {
    return Uni.createFrom()
        .emitter(
            answer -> {
              Waiting<T, R> one = new Waiting<>(asked, answer);
              answer.onTermination(() -> leave(one));
              join(one);
            });
  }

  /** The same, answered on the caller's Vert.x context, which requests and traces are bound to. */
  public Uni<R> addOnContext(T asked) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Context caller = Vertx.currentContext();
              return caller == null
                  ? add(asked)
                  : add(asked).emitOn(then -> caller.runOnContext(ignored -> then.run()));
            });
  }

  private synchronized void leave(Waiting<T, R> one) {
    waiting.remove(one);
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
              answer(set, results);
            },
            failure -> {
              begin();
              doOver(new ArrayDeque<>(partsOf(set, failure)));
            });
  }

  private static <T, R> void answer(List<Waiting<T, R>> set, List<R> results) {
    for (int i = 0; i < set.size(); i++) {
      set.get(i).answer().complete(results.get(i));
    }
  }

  private Uni<List<R>> run(List<Waiting<T, R>> set) {
    List<T> asked = set.stream().map(Waiting::asked).toList();
    return Uni.createFrom()
        .deferred(() -> work.apply(asked))
        .ifNoItem()
        .after(patience)
        .failWith(() -> new TimeoutException("a set did not end within " + patience));
  }

  /** One part after the other, beside the sets that follow. */
  private void doOver(Deque<List<Waiting<T, R>>> parts) {
    List<Waiting<T, R>> part = parts.poll();
    if (part == null) {
      return;
    }
    run(part)
        .subscribe()
        .with(
            results -> {
              answer(part, results);
              doOver(parts);
            },
            failure -> {
              parts.addAll(partsOf(part, failure));
              doOver(parts);
            });
  }

  /** In which parts a set that has failed is done over; those that are not are told. */
  private List<List<Waiting<T, R>>> partsOf(List<Waiting<T, R>> set, Throwable failure) {
    if (failure instanceof HeldElsewhere elsewhere) {
      List<Waiting<T, R>> others =
          set.stream().filter(one -> !elsewhere.held.contains(one.asked())).toList();
      if (others.size() < set.size()) {
        set.stream()
            .filter(one -> elsewhere.held.contains(one.asked()))
            .forEach(one -> one.answer().fail(failure));
        return others.isEmpty() ? List.of() : List.of(others);
      }
    }
    if (set.size() == 1 || !undone.test(failure)) {
      set.forEach(one -> one.answer().fail(failure));
      return List.of();
    }
    Map<Object, List<Waiting<T, R>>> parts = new LinkedHashMap<>();
    set.forEach(
        one ->
            parts
                .computeIfAbsent(
                    kin == null ? one : kin.apply(one.asked()), key -> new ArrayList<>())
                .add(one));
    return parts.size() == 1
        ? set.stream().map(one -> List.of(one)).toList()
        : List.copyOf(parts.values());
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
