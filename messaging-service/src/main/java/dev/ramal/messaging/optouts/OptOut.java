package dev.ramal.messaging.optouts;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.Party;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether a contact takes messages of an organization on a channel. Of what was said the latest
 * counts, in whichever order it comes to us.
 *
 * @param carrier that said so; null while the contact never opted out
 * @param code the carrier's; null when the contact wrote a stop word
 * @param outAt when the contact opted out last; null for never
 * @param inAt when the contact opted in last; null for never
 */
public record OptOut(Who who, Carrier carrier, String code, Instant outAt, Instant inAt) {
  /** A word from further ahead of our clock counts as of then: no clock is so wrong for long. */
  private static final Duration MOST_AHEAD = Duration.ofMinutes(15);

  /** A contact on a channel of an organization. */
  public record Who(TenantId tenant, Party contact, Channel channel) {}

  /**
   * What was said.
   *
   * @param out whether the contact wants no more; else wants messages again
   * @param message id of the message that brought it to light
   * @param code the carrier's; null when the contact wrote a word
   * @param causation id of the event that led here; null when we asked by ourselves
   */
  public record Said(
      Who who,
      boolean out,
      Carrier carrier,
      String message,
      String code,
      Instant at,
      String causation) {
    /** The same of another channel. */
    public Said on(Channel channel) {
      return new Said(
          new Who(who.tenant(), who.contact(), channel),
          out,
          carrier,
          message,
          code,
          at,
          causation);
    }
  }

  /** Of whom nothing was said yet. */
  static OptOut none(Who who) {
    return new OptOut(who, null, null, null, null);
  }

  public boolean isActive() {
    return outAt != null && (inAt == null || !inAt.isAfter(outAt));
  }

  /**
   * What stands after something was said, perhaps late. Where an opt-in lies ahead of our clock,
   * when it was really said is not known, and an opt-out that is heard meanwhile counts as of the
   * same time at least: rather is somebody asked to opt in again than written to against their
   * will.
   *
   * @param now by our clock
   */
  public OptOut with(Said said, Instant now) {
    Instant at = earlier(said.at(), now.plus(MOST_AHEAD).truncatedTo(ChronoUnit.MICROS));
    if (!said.out()) {
      return isLater(at, inAt) ? new OptOut(who, carrier, code, outAt, at) : this;
    }
    Instant stopped = isAhead(inAt, now) && inAt.isAfter(at) ? inAt : at;
    return isLater(stopped, outAt)
        ? new OptOut(who, said.carrier(), said.code(), stopped, inAt)
        : this;
  }

  /**
   * What stands when two turn out to be one contact: of each the later word, but that an opt-in
   * ahead of our clock ends no opt-out of the other.
   *
   * @param now by our clock
   */
  public OptOut and(OptOut other, Instant now) {
    OptOut stopped = isLater(other.outAt(), outAt) ? other : this;
    OptOut started = isLater(other.inAt(), inAt) ? other : this;
    boolean holds = (isActive() || other.isActive()) && isAhead(started.inAt(), now);
    Instant at =
        holds && started.inAt().isAfter(stopped.outAt()) ? started.inAt() : stopped.outAt();
    return new OptOut(who, stopped.carrier(), stopped.code(), at, started.inAt());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static boolean isAhead(Instant at, Instant now) {
    return at != null && at.isAfter(now);
  }

  private static boolean isLater(Instant at, Instant known) {
    return at != null && (known == null || at.isAfter(known));
  }
}
