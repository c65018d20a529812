package dev.ramal.bench.gateway;

import java.util.Comparator;
import java.util.List;

/**
 * What one round of load has shown.
 *
 * @param perSecond acknowledged callbacks
 * @param p50Micros half were answered within this
 * @param p99Micros all but one in a hundred were answered within this
 */
record Measurement(double perSecond, long p50Micros, long p99Micros) {

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
        Double.parseDouble(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }

  String line() {
    return perSecond + " " + p50Micros + " " + p99Micros;
  }
}
