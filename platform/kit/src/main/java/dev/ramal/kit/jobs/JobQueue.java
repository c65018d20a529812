package dev.ramal.kit.jobs;

import dev.ramal.kit.time.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How one kind of outbound work is done.
 *
 * @param name as it is stored; never changes
 * @param concurrency most that one process sends at once; as many questions go beside them
 * @param share most of one organization that all processes together send at once, and the same for
 *     questions; the rest of the places stays free for the others
 * @param lease how long one process keeps what it has taken. Nothing leaves in its second half
 * @param attempts how often a job that was not taken is tried, the first time included
 * @param backoff wait before the next attempt
 * @param questions wait before an unknown outcome is asked about, and asked about again
 * @param giveUpAsking for how long a job is asked about after it was sent, or was sent on its way
 *     again by a person
 * @param rate what one account lets pass; null for no limit of ours
 * @param keepsEnded whether a job that has ended leaves a row for questions; where not, none is
 *     ever dead, and a key is free again at once
 */
public record JobQueue(
    String name,
    int concurrency,
    int share,
    Duration lease,
    int attempts,
    Backoff backoff,
    Backoff questions,
    Duration giveUpAsking,
    Rate rate,
    boolean keepsEnded) {

  /**
   * A token bucket.
   *
   * @param perSecond requests of one account, over all processes
   * @param burst how many may leave at once after a silence; at least 1
   */
  public record Rate(double perSecond, int burst) {
    public Rate {
      if (perSecond <= 0 || burst < 1) {
        throw new IllegalArgumentException("a rate lets something pass: " + perSecond);
      }
    }
  }

  public JobQueue {
    if (name.isBlank() || concurrency < 1 || share < 1 || attempts < 1) {
      throw new IllegalArgumentException("queue " + name + " could never send anything");
    }
    if (lease.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException("queue " + name + ": the lease is too short");
    }
  }

  /** 16 places, half of them for one organization, a lease of a minute, ten attempts. */
  public static JobQueue named(String name) {
    return new JobQueue(
        name,
        16,
        8,
        Duration.ofMinutes(1),
        10,
        Backoff.doubling(Duration.ofSeconds(2), Duration.ofMinutes(10)),
        Backoff.doubling(Duration.ofSeconds(2), Duration.ofMinutes(2)),
        Duration.ofHours(1),
        null,
        true);
  }

  /** The places of one process, and how many of them one organization may fill. */
  public JobQueue places(int all, int ofOne) {
    return new JobQueue(
        name, all, ofOne, lease, attempts, backoff, questions, giveUpAsking, rate, keepsEnded);
  }

  public JobQueue lease(Duration longest) {
    return new JobQueue(
        name,
        concurrency,
        share,
        longest,
        attempts,
        backoff,
        questions,
        giveUpAsking,
        rate,
        keepsEnded);
  }

  public JobQueue attempts(int most, Backoff wait) {
    return new JobQueue(
        name, concurrency, share, lease, most, wait, questions, giveUpAsking, rate, keepsEnded);
  }

  public JobQueue questions(Backoff wait, Duration giveUp) {
    return new JobQueue(
        name, concurrency, share, lease, attempts, backoff, wait, giveUp, rate, keepsEnded);
  }

  /** For work that is of no interest once it is done, and may be given up without a person. */
  public JobQueue forgetsEnded() {
    return new JobQueue(
        name, concurrency, share, lease, attempts, backoff, questions, giveUpAsking, rate, false);
  }

  /** The same with waits that differ by chance. */
  JobQueue withJitter(RandomGenerator chance) {
    return attempts(attempts, backoff.withJitter(chance))
        .questions(questions.withJitter(chance), giveUpAsking);
  }

  public JobQueue rate(Rate limit) {
    return new JobQueue(
        name,
        concurrency,
        share,
        lease,
        attempts,
        backoff,
        questions,
        giveUpAsking,
        limit,
        keepsEnded);
  }
}
