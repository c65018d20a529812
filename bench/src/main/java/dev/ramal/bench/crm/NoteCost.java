package dev.ramal.bench.crm;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.Results;
import java.time.Duration;

/** What service, Postgres and Kafka compute for notes, in the times that are looked at. */
final class NoteCost {
  private final FlowRoom room;
  private Spent before;
  private Spent all = new Spent(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  private long notes;

  NoteCost(FlowRoom room) {
    this.room = room;
  }

  void begin() {
    before = now();
  }

  /**
   * @param written notes since {@link #begin}
   */
  void end(long written) {
    all = all.plus(now().minus(before));
    notes += written;
  }

  /** Seconds for a thousand notes: other work on the machine makes them hardly more. */
  void report(Results results, String what) {
    String each = "processor for 1,000 " + what;
    results.add(room.name(), each + ", services", "s", perThousand(all.services));
    results.add(room.name(), each + ", Postgres", "s", perThousand(all.postgres));
    results.add(room.name(), each + ", Kafka", "s", perThousand(all.kafka));
  }

  private double perThousand(Duration spent) {
    return spent.toMillis() / (double) notes;
  }

  private Spent now() {
    return new Spent(
        room.room().servicesCpu(), room.room().servers().postgresCpu(), room.room().kafkaCpu());
  }

  private record Spent(Duration services, Duration postgres, Duration kafka) {
    Spent plus(Spent other) {
      return new Spent(
          services.plus(other.services), postgres.plus(other.postgres), kafka.plus(other.kafka));
    }

    Spent minus(Spent other) {
      return new Spent(
          services.minus(other.services), postgres.minus(other.postgres), kafka.minus(other.kafka));
    }
  }
}
