package dev.ramal.messaging.janitor;

import dev.ramal.kit.jobs.JobQueue;
import jakarta.enterprise.context.ApplicationScoped;

/** What became of messages of which nothing was heard for too long. */
@ApplicationScoped
class PollStatuses extends MessagePolls {
  /** Stands in every row of the jobs. */
  static final String QUEUE = "message-statuses";

  private final PollMessage poll;
  private final JanitorConfig config;

  PollStatuses(PollMessage poll, JanitorConfig config) {
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
