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
 * @param longer by how much it may be sent later than it was to be; null for nothing
 * @param code null unless it was refused
 * @param reason null when it was done
 */
record Conclusion(
    JobEvent event,
    Duration delay,
    int failures,
    int questions,
    Duration pause,
    Duration longer,
    String code,
    String reason) {

  static Conclusion ended(Job job, JobEvent event, String code, String reason) {
    return new Conclusion(event, null, job.failures(), job.questions(), null, null, code, reason);
  }

  /** It was not begun in time and nothing has left: it may be sent at once, by anybody. */
  static Conclusion notBegun(Job job) {
    return new Conclusion(
        JobEvent.NOT_TAKEN,
        Duration.ZERO,
        job.failures(),
        0,
        null,
        null,
        null,
        "not begun in time");
  }

  /**
   * @param outcome of a sending or, when the job was asked about, of the question
   * @param floor least pause of an account that was too fast
   * @param ceiling longest pause of such an account
   */
  static <R> Conclusion of(
      Job job, Outcome<R> outcome, JobQueue queue, Instant now, Duration floor, Duration ceiling) {
    if (outcome instanceof Outcome.Done<R>) {
      return ended(job, JobEvent.DONE, null, null);
    }
    if (outcome instanceof Outcome.Refused<R> refused) {
      boolean tooLate = JobHandler.TOO_LATE.equals(refused.code());
      JobEvent event = tooLate ? JobEvent.EXPIRED : JobEvent.REFUSED;
      return ended(job, event, refused.code(), refused.reason());
    }
    if (outcome instanceof Outcome.Throttled<R> throttled) {
      Duration pause = pause(throttled, queue, floor, ceiling);
      JobEvent event = job.isAsked() ? JobEvent.UNCLEAR : JobEvent.NOT_TAKEN;
      return new Conclusion(
          event, pause, job.failures(), job.questions(), pause, null, null, throttled.reason());
    }
    if (outcome instanceof Outcome.NotNow<R> notNow) {
      JobEvent event = job.isAsked() ? JobEvent.UNCLEAR : JobEvent.NOT_TAKEN;
      Duration wait = notNow.after();
      return new Conclusion(
          event, wait, job.failures(), job.questions(), null, wait, null, notNow.reason());
    }
    return outcome instanceof Outcome.NotTaken<R> notTaken
        ? notTaken(job, notTaken.reason(), queue)
        : unknown(job, ((Outcome.Unknown<R>) outcome).reason(), queue, now);
  }

  private static Conclusion notTaken(Job job, String reason, JobQueue queue) {
    int failures = job.failures() + 1;
    Duration wait = job.isAsked() ? Duration.ZERO : queue.backoff().after(failures);
    return failures >= queue.attempts()
        ? new Conclusion(JobEvent.EXHAUSTED, null, failures, 0, null, null, null, reason)
        : new Conclusion(JobEvent.NOT_TAKEN, wait, failures, 0, null, null, null, reason);
  }

  private static Conclusion unknown(Job job, String reason, JobQueue queue, Instant now) {
    if (job.isAsked() && now.isAfter(job.askedSince().plus(queue.giveUpAsking()))) {
      return ended(job, JobEvent.NEVER_TOLD, null, reason);
    }
    int questions = job.isAsked() ? job.questions() + 1 : 0;
    Duration wait = queue.questions().after(1 + (job.isAsked() ? questions : job.failures()));
    return new Conclusion(
        JobEvent.UNCLEAR, wait, job.failures(), questions, null, null, null, reason);
  }

  private static Duration pause(
      Outcome.Throttled<?> throttled, JobQueue queue, Duration floor, Duration ceiling) {
    Duration asked =
        throttled.retryAfter() == null ? queue.backoff().after(1) : throttled.retryAfter();
    Duration atLeast = asked.compareTo(floor) < 0 ? floor : asked;
    return atLeast.compareTo(ceiling) > 0 ? ceiling : atLeast;
  }
}
