package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.NumberOrder;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.NewJob;
import java.util.Map;

/** What is to be done with numbers at their carriers, as jobs. The words are stored. */
final class NumberJobs {
  static final String QUEUE = "number-orders";
  static final String BUY = "BUY";
  static final String RELEASE = "RELEASE";

  private NumberJobs() {}

  /**
   * @param documents by the field of the order that names each
   */
  record Payload(Map<String, String> documents) {}

  static NewJob buy(NumberRow row, Map<String, String> documents) {
    return job(row, BUY, new Payload(documents));
  }

  static NewJob release(NumberRow row) {
    return job(row, RELEASE, new Payload(Map.of()));
  }

  private static NewJob job(NumberRow row, String kind, Payload payload) {
    return NewJob.of(row.key.organization(), QUEUE, kind, row.key.id(), payload)
        .inOrderOf(row.key.id())
        .onAccount(row.connectionId);
  }

  static boolean buys(Job job) {
    return BUY.equals(job.kind());
  }

  static NumberOrder order(Job job, NumberRow row) {
    return new NumberOrder(
        row.key.id(), row.number, row.label, job.payload(Payload.class).documents());
  }
}
