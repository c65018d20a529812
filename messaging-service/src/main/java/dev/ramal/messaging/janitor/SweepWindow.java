package dev.ramal.messaging.janitor;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that one look at an inbox asks for.
 *
 * @param from with what the look before may have missed
 * @param begin up to when all was seen
 * @param settled what is younger may still be told of in the usual way
 * @param often how often an inbox is looked at
 * @param longest slice
 */
record SweepWindow(
    Instant from, Instant begin, Instant until, Instant settled, Duration often, Duration longest) {
  /** What does not fit into a look for so short a time never will. */
  static final Duration SHORTEST = Duration.ofMinutes(5);

  /**
   * What follows from a look.
   *
   * @param sweptUntil null when it stays where it is
   * @param slice to be looked at next, at once; null when that has time
   * @param unseen whether messages are left behind that nobody has seen
   */
  record Next(Instant sweptUntil, Duration slice, boolean unseen) {}

  /**
   * Never longer ago than a week: what is older is no surprise to anybody any more.
   *
   * @param last up to when all was seen; null before the first look
   */
  static SweepWindow of(Instant last, Instant settled, Duration slice, SweepConfig config) {
    Instant earliest = settled.minus(config.longest());
    Instant known = last == null ? settled.minus(config.first()) : last;
    Instant begin = known.isBefore(earliest) ? earliest : known;
    Instant overlapping = last == null ? begin : begin.minus(shorter(config.overlap(), slice));
    return new SweepWindow(
        overlapping.isBefore(earliest) ? earliest : overlapping,
        begin,
        earlier(begin.plus(slice), settled),
        settled,
        config.every(),
        config.slice());
  }

  /** Each replica queues a look; the second one comes too soon. */
  boolean isDue() {
    return isBehind(begin);
  }

  /**
   * @param seen up to when the carrier has listed all; not past {@code begin} when it has listed
   *     less than it has
   * @param hidden whether it lists the rest for no shorter time either
   */
  Next after(Instant seen, boolean hidden) {
    if (seen.isAfter(begin)) {
      return on(earlier(seen, until), hidden);
    }
    return slice().compareTo(SHORTEST) > 0
        ? new Next(null, longer(slice().dividedBy(2), SHORTEST), hidden)
        : on(until, true);
  }

  private Next on(Instant swept, boolean unseen) {
    return new Next(
        swept, isBehind(swept) ? shorter(slice().multipliedBy(2), longest) : null, unseen);
  }

  private Duration slice() {
    return Duration.between(begin, until);
  }

  private boolean isBehind(Instant swept) {
    Duration almostAnother = often.multipliedBy(9).dividedBy(10);
    return !swept.isAfter(settled.minus(almostAnother));
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
