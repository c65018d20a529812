package dev.ramal.simulators.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs scripted steps at their simulated instants, in order.
 *
 * <p>Time runs at the accelerated pace only while foreground steps are pending and at real speed
 * otherwise, which keeps the simulated clock close to the real one. Background steps (time limits,
 * expiries) do not count. In manual time the clock runs like the real one, and steps wait until
 * time is advanced.
 */
public final class Schedule {
  private static final Logger LOG = Logger.getLogger(Schedule.class);
  private static final long IDLE_MILLIS = 300;

  private final Loop loop;
  private final SimulatedClock clock;
  private final PriorityQueue<Step> steps = new PriorityQueue<>();
  private Pace pace;
  private long order;
  private int foreground;
  private int exchanges;
  private final List<Supplier<Instant>> floors = new ArrayList<>();
  private long idle = -1;
  private boolean stopped;
  private long timer = -1;
  private Instant told;

  public Schedule(Loop loop, SimulatedClock clock, Pace pace) {
    this.loop = loop;
    this.clock = clock;
    this.pace = pace;
    loop.run(this::arm);
  }

  public SimulatedClock clock() {
    return clock;
  }

  /**
   * Adds something that simulated time must not fall behind: the latest instant reported about
   * calls still alive, or null when there are none.
   */
  public void floor(Supplier<Instant> latestReported) {
    floors.add(latestReported);
  }

  public Pace pace() {
    return pace;
  }

  /** Changes how fast time passes from now on. */
  public void pace(Pace newPace) {
    loop.run(
        () -> {
          pace = newPace;
          arm();
        });
  }

  /** A step {@code delay} of simulated time from now. */
  public Step after(Duration delay, Runnable action) {
    return add(clock.now().plus(delay), false, action);
  }

  /** A step at a simulated instant; at once when it is in the past. */
  public Step at(Instant due, Runnable action) {
    return add(due, false, action);
  }

  /** A step that waits without speeding time up. */
  public Step background(Duration delay, Runnable action) {
    return add(clock.now().plus(delay), true, action);
  }

  /** Moves manual time forward and runs what becomes due, in order. */
  public void advance(Duration duration) {
    loop.run(
        () -> {
          told = clock.now().plus(duration);
          runDue();
          clock.jumpTo(told);
          arm();
        });
  }

  /**
   * Gives up the lead over real time although steps may be pending: what is begun from now on is
   * reported in real time. Times of calls that are under way may go back.
   */
  public void setToReal() {
    loop.run(
        () -> {
          clock.fallBack(null);
          told = clock.now();
          arm();
        });
  }

  /** Tells that an exchange with the application has begun; instant time waits for its end. */
  public void exchangeBegins() {
    exchanges++;
  }

  /** Tells that an exchange with the application has ended. */
  public void exchangeEnds() {
    exchanges--;
    if (pace.kind() == Pace.Kind.INSTANT || foreground == 0) {
      arm();
    }
  }

  /** Forgets all steps. */
  public void clear() {
    steps.clear();
    foreground = 0;
    arm();
  }

  /** Forgets all steps and takes no more. */
  public void stop() {
    stopped = true;
    clear();
  }

  /** Foreground steps still to come. */
  public int pending() {
    return foreground;
  }

  void cancel(Step step) {
    if (steps.remove(step)) {
      foreground -= step.background ? 0 : 1;
      arm();
    }
  }

  private Step add(Instant due, boolean background, Runnable action) {
    Step step = new Step(this, due, order++, background, action);
    if (stopped) {
      return step;
    }
    steps.add(step);
    foreground += background ? 0 : 1;
    arm();
    return step;
  }

  private void arm() {
    if (timer >= 0) {
      loop.vertx().cancelTimer(timer);
      timer = -1;
    }
    switch (pace.kind()) {
      case ACCELERATED -> armTimer();
      case INSTANT -> {
        clock.speed(1);
        loop.later(this::jump);
      }
      case MANUAL -> clock.speed(1);
    }
  }

  private void armTimer() {
    clock.speed(foreground > 0 ? pace.factor() : 1);
    if (foreground == 0 && idle < 0 && !stopped) {
      idle = loop.vertx().setTimer(IDLE_MILLIS, passed -> rest());
    }
    Step next = steps.peek();
    if (next == null) {
      return;
    }
    double millis = Duration.between(clock.now(), next.due).toNanos() / 1e6 / clock.speed();
    timer = loop.vertx().setTimer(Math.max(1, (long) Math.ceil(millis)), fired -> runDue());
  }

  private void rest() {
    idle = -1;
    if (foreground > 0 || exchanges > 0 || pace.kind() != Pace.Kind.ACCELERATED) {
      return;
    }
    clock.fallBack(
        floors.stream()
            .map(Supplier::get)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private void runDue() {
    Instant limit = pace.kind() == Pace.Kind.MANUAL ? told : clock.now();
    for (Step next = steps.peek(); next != null; next = steps.peek()) {
      if (limit == null || next.due.isAfter(limit)) {
        break;
      }
      take(next);
    }
    if (pace.kind() == Pace.Kind.ACCELERATED) {
      arm();
    }
  }

  private void jump() {
    Step next = steps.peek();
    if (pace.kind() != Pace.Kind.INSTANT || exchanges > 0 || next == null || foreground == 0) {
      return;
    }
    take(next);
    loop.later(this::jump);
  }

  private void take(Step step) {
    steps.remove(step);
    foreground -= step.background ? 0 : 1;
    clock.during(
        step.due,
        () -> {
          try {
            step.action.run();
          } catch (RuntimeException failure) {
            LOG.error("a scripted step failed", failure);
          }
        });
  }
}
