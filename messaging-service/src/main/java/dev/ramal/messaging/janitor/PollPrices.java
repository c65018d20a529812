package dev.ramal.messaging.janitor;

import dev.ramal.kit.jobs.JobQueue;
import jakarta.enterprise.context.ApplicationScoped;

/** What messages cost whose carrier does not say so by itself. */
@ApplicationScoped
class PollPrices extends MessagePolls {
  /** Stands in every row of the jobs. */
  static final String QUEUE = "message-prices";

  private final PollMessage poll;
  private final JanitorConfig config;

  PollPrices(PollMessage poll, JanitorConfig config) {
    this.poll = poll;
    this.config = config;
  }

  @Override
  public JobQueue queue() {
    return queue(QUEUE, config);
  }

  @Override
  PollMessage poll() {
    return poll;
  }
}
