package dev.ramal.messaging.optouts;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.Party;
import java.time.Instant;

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
   * What stands after something was said, perhaps late. An opt-in whose time lies ahead of our
   * clock outlasts no opt-out by another clock that is heard meanwhile: that counts as of the same
   * time.
   *
   * @param now by our clock
   */
  public OptOut with(Said said, Instant now) {
    if (!said.out()) {
      return isLater(said.at(), inAt) ? new OptOut(who, carrier, code, outAt, said.at()) : this;
    }
    if (!isLater(said.at(), outAt)) {
      return this;
    }
    boolean otherClock = inAt != null && inAt.isAfter(now) && !said.at().isAfter(now);
    return new OptOut(who, said.carrier(), said.code(), otherClock ? inAt : said.at(), inAt);
  }

  /** What stands when two turn out to be one contact: of each the later word. */
  public OptOut and(OptOut other) {
    OptOut out =
        other.outAt() != null && isLater(other.outAt(), outAt)
            ? new OptOut(who, other.carrier(), other.code(), other.outAt(), inAt)
            : this;
    return other.inAt() != null && isLater(other.inAt(), inAt)
        ? new OptOut(who, out.carrier(), out.code(), out.outAt(), other.inAt())
        : out;
  }

  private static boolean isLater(Instant at, Instant known) {
    return known == null || at.isAfter(known);
  }
}
