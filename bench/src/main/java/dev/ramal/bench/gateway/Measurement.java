package dev.ramal.bench.gateway;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What one round of load has shown.
 *
 * @param perSecond acknowledged callbacks
 * @param p50Micros half were answered within this
 * @param p95Micros all but one in twenty were answered within this
 * @param p99Micros all but one in a hundred were answered within this
 * @param answered all that were acknowledged, those before the counting too
 * @param cpuMicros what the server computed for one of {@code answered}
 * @param brokerMicros what the broker computed for one of them
 */
record Measurement(
    double perSecond,
    long p50Micros,
    long p95Micros,
    long p99Micros,
    long answered,
    double cpuMicros,
    double brokerMicros) {

  Measurement(double perSecond, long p50Micros, long p95Micros, long p99Micros, long answered) {
    this(perSecond, p50Micros, p95Micros, p99Micros, answered, Double.NaN, Double.NaN);
  }

  /** The round with the middle rate; with an even number the slower of the two in the middle. */
  static Measurement median(List<Measurement> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Measurement::perSecond))
        .toList()
        .get((rounds.size() - 1) / 2);
  }

  static Measurement parse(String line) {
    String[] parts = line.trim().split(" ");
    return new Measurement(
        Double.parseDouble(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]));
  }

  String line() {
    return perSecond + " " + p50Micros + " " + p95Micros + " " + p99Micros + " " + answered;
  }

  /** The same with what it cost. */
  Measurement costing(Duration server, Duration broker) {
    return new Measurement(
        perSecond,
        p50Micros,
        p95Micros,
        p99Micros,
        answered,
        server.toNanos() / 1e3 / answered,
        broker.toNanos() / 1e3 / answered);
  }
}
