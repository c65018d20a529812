package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.time.Backoff;
import dev.ramal.messaging.janitor.JanitorConfig;
import dev.ramal.messaging.lifecycle.StatusPollConfig;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The jobs that submit messages, one for each message. */
@ApplicationScoped
public class SubmissionQueue {
  /** Stands in every row of the jobs. */
  public static final String NAME = "messages";

  /** Stands in every row of the jobs. */
  public static final String SUBMIT = "submit";

  /** Stands in every row of the jobs: a message that goes to whoever wants no more. */
  public static final String CONFIRM = "confirm";

  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(10);
  private static final Duration LONGEST_QUESTION = Duration.ofHours(6);

  private final SendingConfig sending;
  private final StatusPollConfig polls;
  private final JanitorConfig janitor;

  SubmissionQueue(SendingConfig sending, StatusPollConfig polls, JanitorConfig janitor) {
    this.sending = sending;
    this.polls = polls;
    this.janitor = janitor;
  }

  /** One organization fills at most half of the places. */
  JobQueue queue() {
    return JobQueue.named(NAME)
        .places(sending.parallel(), (sending.parallel() + 1) / 2)
        .lease(polls.unanswered())
        .attempts(sending.attempts(), Backoff.doubling(sending.backoff(), LONGEST_BACKOFF))
        .questions(Backoff.doubling(polls.unknown(), LONGEST_QUESTION), janitor.giveUp());
  }

  /**
   * Due at once, or when the message leaves.
   *
   * @param validity for how long it may wait from then on; null for the usual time
   */
  NewJob submit(Message message, Duration validity) {
    return job(SUBMIT, message, validity);
  }

  /** The one message that says that no more will come. */
  NewJob confirm(Message message) {
    return job(CONFIRM, message, null);
  }

  private NewJob job(String kind, Message message, Duration validity) {
    MessageDetails details = message.details();
    String id = details.id().value();
    Instant leaves = message.progress().leavesAt();
    Duration wait = leaves == null ? Duration.ZERO : Duration.between(details.createdAt(), leaves);
    return NewJob.of(details.tenant(), NAME, kind, id, Map.of())
        .once(id)
        .onAccount(SenderPace.bucket(details))
        .dueIn(wait)
        .sendWithin(wait.plus(validity == null ? janitor.giveUp() : validity));
  }
}
