package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.time.Backoff;
import dev.ramal.messaging.janitor.JanitorConfig;
import dev.ramal.messaging.lifecycle.StatusPollConfig;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

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
  NewJob submit(Message message, Submission submission, Duration validity) {
    return job(SUBMIT, message, submission, validity);
  }

  /** The one message that says that no more will come. */
  NewJob confirm(Message message) {
    return job(CONFIRM, message, Submission.PINNED, null);
  }

  private NewJob job(String kind, Message message, Submission submission, Duration validity) {
    MessageDetails details = message.details();
    String id = details.id().value();
    Instant held = message.progress().leavesAt();
    Duration wait = held == null ? details.waits() : Duration.between(details.createdAt(), held);
    return NewJob.of(details.tenant(), NAME, kind, id, submission)
        .once(id)
        .onAccount(SenderPace.bucket(details))
        .dueIn(wait)
        .sendWithin(wait.plus(validity == null ? janitor.giveUp() : validity));
  }

  /**
   * The same message through another account, for as long as it was wanted anyway; once for each
   * job that it takes the place of.
   *
   * @param before the job that it takes the place of
   */
  NewJob submitElsewhere(Rerouted moved, Channel channel, Job before, Instant now) {
    Duration left =
        before.expiresAt() == null ? janitor.giveUp() : Duration.between(now, before.expiresAt());
    return NewJob.of(
            before.tenant(), NAME, SUBMIT, before.subject(), before.payload(Submission.class))
        .once(before.subject() + " " + before.id())
        .onAccount(SenderPace.bucket(moved.connectionId(), channel, moved.from()))
        .sendWithin(left);
  }
}
