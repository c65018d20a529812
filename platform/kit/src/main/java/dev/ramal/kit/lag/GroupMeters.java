package dev.ramal.kit.lag;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far groups are, as gauges of each group and topic; from the first record on that one had to
 * wait for. Each replica tells the same.
 */
final class GroupMeters {
  private final MeterRegistry metrics;
  private final Map<Series, Values> series = new HashMap<>();

  GroupMeters(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  private record Series(String group, String topic) {}

  private static final class Values {
    final AtomicLong behind = new AtomicLong();
    final AtomicLong standing = new AtomicLong();
  }

  /** All that were judged in a round: what is not among them has nothing left. */
  void tell(List<JudgedPartition> judged) {
    Map<Series, long[]> sums = new HashMap<>();
    for (JudgedPartition one : judged) {
      long[] sum =
          sums.computeIfAbsent(
              new Series(one.place().group(), one.place().topic()), added -> new long[2]);
      sum[0] += one.offsets().behind();
      sum[1] += one.status().isStanding() ? 1 : 0;
    }
    series.keySet().forEach(known -> sums.computeIfAbsent(known, gone -> new long[2]));
    sums.forEach(this::set);
  }

  private void set(Series of, long[] sum) {
    if (sum[0] > 0 || series.containsKey(of)) {
      Values values = series.computeIfAbsent(of, this::register);
      values.behind.set(sum[0]);
      values.standing.set(sum[1]);
    }
  }

  private Values register(Series of) {
    Values values = new Values();
    Gauge.builder("ramal.group.behind", values.behind, AtomicLong::get)
        .tag("group", of.group())
        .tag("topic", of.topic())
        .description("Records that a consumer group has not committed")
        .register(metrics);
    Gauge.builder("ramal.group.standing.partitions", values.standing, AtomicLong::get)
        .tag("group", of.group())
        .tag("topic", of.topic())
        .description("Partitions in which records wait and a consumer group does not move")
        .register(metrics);
    return values;
  }
}
