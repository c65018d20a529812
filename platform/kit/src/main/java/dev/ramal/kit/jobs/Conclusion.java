package dev.ramal.kit.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * What an outcome means for the job.
 *
 * @param delay until it is due again; null when it has ended
 * @param failures as they count from now on
 * @param questions as they count from now on
 * @param pause of the whole account; null for none
 * @param code null unless it was refused
 * @param reason null when it was done
 */
record Conclusion(
    JobEvent event,
    Duration delay,
    int failures,
    int questions,
    Duration pause,
    String code,
    String reason) {

  static Conclusion ended(Job job, JobEvent event, String code, String reason) {
    return new Conclusion(event, null, job.failures(), job.questions(), null, code, reason);
  }

  /** It was not begun in time and nothing has left: it may be sent at once, by anybody. */
  static Conclusion notBegun(Job job) {
    return new Conclusion(
        JobEvent.NOT_TAKEN, Duration.ZERO, job.failures(), 0, null, null, "not begun in time");
  }

  /** The outcome of a sending. */
  static <R> Conclusion ofSending(
      Job job, Outcome<R> outcome, JobQueue queue, Duration floor, Duration ceiling) {
    if (outcome instanceof Outcome.Throttled<R> throttled) {
      Duration pause = pause(throttled, queue, floor, ceiling);
      return new Conclusion(
          JobEvent.NOT_TAKEN, pause, job.failures(), 0, pause, null, throttled.reason());
    }
    if (outcome instanceof Outcome.Unknown<R> unknown) {
      Duration wait = queue.questions().after(job.failures() + 1);
      return new Conclusion(
          JobEvent.UNCLEAR, wait, job.failures(), 0, null, null, unknown.reason());
    }
    return ofAny(job, outcome, queue, queue.backoff().after(job.failures() + 1));
  }

  /** The answer to a question. */
  static <R> Conclusion ofQuestion(
      Job job, Outcome<R> answer, JobQueue queue, Instant now, Duration floor, Duration ceiling) {
    if (answer instanceof Outcome.Throttled<R> throttled) {
      Duration pause = pause(throttled, queue, floor, ceiling);
      return new Conclusion(
          JobEvent.UNCLEAR,
          pause,
          job.failures(),
          job.questions(),
          pause,
          null,
          throttled.reason());
    }
    if (answer instanceof Outcome.Unknown<R> unknown) {
      if (now.isAfter(job.askedSince().plus(queue.giveUpAsking()))) {
        return ended(job, JobEvent.NEVER_TOLD, null, unknown.reason());
      }
      int questions = job.questions() + 1;
      Duration wait = queue.questions().after(questions + 1);
      return new Conclusion(
          JobEvent.UNCLEAR, wait, job.failures(), questions, null, null, unknown.reason());
    }
    return ofAny(job, answer, queue, Duration.ZERO);
  }

  private static <R> Conclusion ofAny(
      Job job, Outcome<R> outcome, JobQueue queue, Duration waitAgain) {
    if (outcome instanceof Outcome.Done<R>) {
      return ended(job, JobEvent.DONE, null, null);
    }
    if (outcome instanceof Outcome.Refused<R> refused) {
      boolean tooLate = JobHandler.TOO_LATE.equals(refused.code());
      JobEvent event = tooLate ? JobEvent.EXPIRED : JobEvent.REFUSED;
      return ended(job, event, refused.code(), refused.reason());
    }
    String reason = ((Outcome.NotTaken<R>) outcome).reason();
    int failures = job.failures() + 1;
    return failures >= queue.attempts()
        ? new Conclusion(JobEvent.EXHAUSTED, null, failures, 0, null, null, reason)
        : new Conclusion(JobEvent.NOT_TAKEN, waitAgain, failures, 0, null, null, reason);
  }

  private static Duration pause(
      Outcome.Throttled<?> throttled, JobQueue queue, Duration floor, Duration ceiling) {
    Duration asked =
        throttled.retryAfter() == null ? queue.backoff().after(1) : throttled.retryAfter();
    Duration atLeast = asked.compareTo(floor) < 0 ? floor : asked;
    return atLeast.compareTo(ceiling) > 0 ? ceiling : atLeast;
  }
}
