package dev.ramal.bench.finance;

import dev.ramal.bench.frame.Results;
import dev.ramal.bench.room.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What some work took, round by round: seconds, and what the service and Postgres computed
 * meanwhile, which other work on the machine does not make more.
 */
final class WorkTimes {
  private final Room room;
  private final String what;
  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> service = new ArrayList<>();
  private final List<Double> postgres = new ArrayList<>();

  WorkTimes(Room room, String what) {
    this.room = room;
    this.what = what;
  }

  /** One round more. */
  void by(Runnable work) {
    Duration serviceBefore = room.servicesCpu();
    Duration postgresBefore = room.servers().postgresCpu();
    seconds.add(FinanceBench.seconds(work));
    service.add(since(serviceBefore, room.servicesCpu()));
    postgres.add(since(postgresBefore, room.servers().postgresCpu()));
  }

  /**
   * @return seconds, the median of the rounds
   */
  double report(Results results) {
    double median = results.add(room.name(), what, "s", seconds);
    results.add(room.name(), what + ", processor of the service", "s", service);
    results.add(room.name(), what + ", processor of Postgres", "s", postgres);
    return median;
  }

  private static double since(Duration before, Duration now) {
    return now.minus(before).toMillis() / 1000.0;
  }
}
