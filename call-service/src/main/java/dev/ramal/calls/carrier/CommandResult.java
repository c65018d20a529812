package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CarrierCallId;
import java.time.Duration;
import java.util.function.Function;

/** What became of a command. */
public sealed interface CommandResult {

  /**
   * The carrier took it.
   *
   * @param carrierCallId the carrier's handle of the leg: Twilio call sid, Telnyx call_control_id
   * @param sessionId the carrier's id of related legs; null where it has none
   * @param conferenceId null unless the command was about a conference and the carrier names it
   */
  record Accepted(CarrierCallId carrierCallId, String sessionId, String conferenceId)
      implements CommandResult {
    /** It told nothing beyond the leg's handle. */
    public static Accepted of(CarrierCallId leg) {
      return new Accepted(leg, null, null);
    }
  }

  /**
   * The carrier refused it and did nothing. Repeating the same command is pointless.
   *
   * @param code the carrier's own code, as in 21211 or 10015
   * @param reason the carrier's words, for people
   */
  record Refused(String code, String reason) implements CommandResult {}

  /** It may or may not have been done: ask {@link CarrierPort#lookUp}. */
  record Unknown(String reason) implements CommandResult {}

  /** The carrier did nothing because we are too fast. The same command may be sent again later. */
  record Throttled(Duration retryAfter) implements CommandResult {}

  /** It waited in this process for too long and never left. It may be sent again. */
  record NotSent(String reason) implements CommandResult {}

  /**
   * What a reply of a carrier's HTTP API means.
   *
   * @param accepted what a done request means
   */
  static <T> CommandResult of(CarrierReply<T> reply, Function<T, Accepted> accepted) {
    if (reply instanceof CarrierReply.Done<T> done) {
      return accepted.apply(done.value());
    }
    if (reply instanceof CarrierReply.Refused<T> refused) {
      return new Refused(refused.code(), refused.reason());
    }
    if (reply instanceof CarrierReply.Throttled<T> throttled) {
      return new Throttled(throttled.retryAfter());
    }
    return new Unknown(((CarrierReply.Unknown<T>) reply).reason());
  }
}
