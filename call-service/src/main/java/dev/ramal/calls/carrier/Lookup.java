package dev.ramal.calls.carrier;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the carrier said when it was asked about a leg. */
public sealed interface Lookup {

  /**
   * About which leg a carrier is asked.
   *
   * @param callId ours
   * @param carrierCallId the carrier's handle; null when the dial's outcome is unknown, then
   *     numbers and time decide
   * @param to as it was dialled
   * @param from as it was dialled
   * @param sentAt when the dial left us
   * @param askedAt no later than the question, by the clock that told {@code sentAt}
   */
  record Question(
      CallId callId,
      LegName leg,
      CarrierCallId carrierCallId,
      String to,
      E164 from,
      Instant sentAt,
      Instant askedAt) {
    /** Whether the carrier's silence about the dial may still be a list that lags behind. */
    public boolean isTooEarly(Duration grace) {
      return !askedAt.isAfter(sentAt.plus(grace));
    }

    /** What became of a dial. */
    public static Question about(Command dial) {
      return new Question(
          dial.call(),
          dial.leg(),
          null,
          dial.payload().to(),
          dial.payload().from(),
          dial.sentAt(),
          dial.claimedAt());
    }
  }

  /** The leg, known by its handle or by the state that we gave it. */
  record Found(LegReport report) implements Lookup {}

  /**
   * Legs between the same two numbers, taken around the same time: any of them may be another
   * call's.
   *
   * @param doubtful between the same numbers, but taken at another time by the carrier's clock,
   *     which may differ from ours: none is taken over, and while one of them belongs to no call,
   *     nothing proves that the dial was not taken
   */
  record Candidates(List<LegReport> reports, List<LegReport> doubtful) implements Lookup {}

  /** Proven: the carrier never took the command. Only this allows dialling again. */
  record NotCreated() implements Lookup {}

  /** The carrier could not be asked, or its answer proves nothing. Ask again later. */
  record CannotTell(String reason) implements Lookup {
    /** Why a reply that is not done tells nothing about a leg. */
    public static Lookup because(CarrierReply<?> reply) {
      if (reply instanceof CarrierReply.Refused<?> refused) {
        return new CannotTell(refused.code() + " " + refused.reason());
      }
      if (reply instanceof CarrierReply.Throttled<?>) {
        return new CannotTell("the carrier asks us to slow down");
      }
      if (reply instanceof CarrierReply.Unknown<?> unknown) {
        return new CannotTell(unknown.reason());
      }
      return new CannotTell("the carrier answered without saying anything");
    }
  }
}
