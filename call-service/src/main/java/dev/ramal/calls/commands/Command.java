package dev.ramal.calls.commands;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.call.RecordingEvidence;
import dev.ramal.events.CallControl;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Job;
import java.time.Instant;
import java.util.Objects;

/**
 * One stored command.
 *
 * @param id a UUID; stable over every repetition
 * @param attempts how often it was claimed for sending, this time included
 * @param sentAt when it was last claimed for sending; the database's time
 * @param claimedAt when it was claimed to be sent or asked about; the database's time
 * @param leaveBefore what has waited in this process for longer must not leave it: others may
 *     conclude that it never did
 */
public record Command(
    TenantId tenant,
    String id,
    CallId call,
    LegAction.Kind kind,
    LegName leg,
    Carrier carrier,
    String connectionId,
    CommandPayload payload,
    int attempts,
    Instant sentAt,
    Instant claimedAt,
    Instant leaveBefore) {

  public static Command of(Job job) {
    StoredCommand stored = job.payload(StoredCommand.class);
    return new Command(
        job.tenant(),
        job.id(),
        CallId.of(job.subject()),
        LegAction.Kind.valueOf(job.kind()),
        LegName.find(stored.leg()),
        Carrier.of(stored.carrier()),
        job.account(),
        stored.with(),
        job.attempt(),
        job.sentAt(),
        job.claimedAt(),
        job.leaveBefore());
  }

  /** Dialling costs money and rings a phone: it is never repeated on a guess. */
  public boolean isDial() {
    return kind == LegAction.Kind.DIAL;
  }

  public boolean isRecording() {
    return kind == LegAction.Kind.RECORD;
  }

  /** Whether somebody is to hear something, who may not be there any more. */
  public boolean isToBeHeard() {
    return switch (kind) {
      case ANNOUNCE, ASK, WHISPER, LEAVE_MESSAGE -> true;
      default -> false;
    };
  }

  /** What only a caller hears and does who is still there. */
  public boolean isToCaller() {
    return switch (kind) {
      case ANSWER, HOLD_ON, GREET, TAKE_MESSAGE, DISMISS, REDIRECT -> true;
      default -> false;
    };
  }

  /** Whether its leg is over once the carrier has done it. */
  public boolean endsLeg() {
    return kind == LegAction.Kind.HANG_UP || kind == LegAction.Kind.REJECT;
  }

  /** What a person wants done to a call in progress; null for what the call itself needs. */
  public CallControl control() {
    return switch (kind) {
      case HOLD -> CallControl.HOLD;
      case RESUME -> CallControl.RESUME;
      case MUTE -> CallControl.MUTE;
      case UNMUTE -> CallControl.UNMUTE;
      case PAUSE_RECORDING -> CallControl.PAUSE_RECORDING;
      case RESUME_RECORDING -> CallControl.RESUME_RECORDING;
      case SEND_DIGITS -> CallControl.DTMF;
      default -> null;
    };
  }

  /** One agent's leg makes the conference, the others only join it. */
  public boolean makesConference() {
    return kind == LegAction.Kind.JOIN && payload.conferenceId() == null;
  }

  /** Whether it puts somebody beside those who are there, who may not be wanted there by then. */
  public boolean joinsFurtherAgent() {
    return kind == LegAction.Kind.JOIN && leg.ordinal() > 1;
  }

  /**
   * A command as the jobs table keeps it; the kind, the call and the account are columns.
   *
   * @param leg {@code lead}, {@code agent}, {@code agent-2} …
   * @param carrier as it travels
   */
  record StoredCommand(String leg, String carrier, CommandPayload with) {}

  /**
   * How the carrier is to find out who picks up.
   *
   * @param async whether it asks, or tells, before it knows
   * @param untilBeep whether it tells when a machine listens, and not only that it is one
   */
  public record Detect(boolean async, boolean untilBeep) {}

  /**
   * What a command needs beyond the leg it is about; what a kind does not need is null.
   *
   * @param to whom to dial: E.164 or the carrier's softphone address ({@code client:ana}, {@code
   *     sip:…})
   * @param from caller id, E.164
   * @param ringSeconds how long the dialled leg may ring, 5 to 600
   * @param carrierCallId the carrier's handle of the leg
   * @param conferenceId the carrier's id, as an earlier join answered it; null makes the conference
   * @param text what to say, pt-BR, at most 3000 characters; for keys: which
   * @param detect whether the carrier is to find out who picks up; null when not
   * @param ordinal the number of what a person asked for, in the call
   * @param music whether the leg hears music: behind what is said, or until it is joined, before
   *     which it must end; null when not
   */
  public record CommandPayload(
      String to,
      E164 from,
      Integer ringSeconds,
      CarrierCallId carrierCallId,
      String conferenceId,
      String text,
      Detect detect,
      Integer ordinal,
      Boolean music) {

    public static CommandPayload dial(String to, E164 from, int ringSeconds) {
      return new CommandPayload(to, from, ringSeconds, null, null, null, null, null, null);
    }

    /**
     * The same, of a leg of which the carrier is to find out who picks up.
     *
     * @param order null when it is not
     */
    public CommandPayload detecting(Detect order) {
      return new CommandPayload(
          to, from, ringSeconds, carrierCallId, conferenceId, text, order, ordinal, music);
    }

    /** The evidence is not sent; there is no command to record without it. */
    public static CommandPayload record(RecordingEvidence evidence, CarrierCallId carrierCallId) {
      Objects.requireNonNull(evidence, "evidence");
      return leg(carrierCallId);
    }

    public static CommandPayload leg(CarrierCallId carrierCallId) {
      return new CommandPayload(null, null, null, carrierCallId, null, null, null, null, null);
    }

    public static CommandPayload join(CarrierCallId carrierCallId, String conferenceId) {
      return new CommandPayload(
          null, null, null, carrierCallId, conferenceId, null, null, null, null);
    }

    /** Of a caller who hears music while waiting. */
    public static CommandPayload joinFromMusic(CarrierCallId carrierCallId, String conferenceId) {
      return new CommandPayload(
          null, null, null, carrierCallId, conferenceId, null, null, null, true);
    }

    public boolean hearsMusic() {
      return Boolean.TRUE.equals(music);
    }

    public static CommandPayload say(CarrierCallId carrierCallId, String text) {
      return new CommandPayload(null, null, null, carrierCallId, null, text, null, null, null);
    }

    /** Words to a caller, behind which music goes on until it is stopped. */
    public static CommandPayload sayBeforeMusic(CarrierCallId carrierCallId, String text) {
      return new CommandPayload(null, null, null, carrierCallId, null, text, null, null, true);
    }

    /**
     * @param digits null unless it is about keys
     */
    public static CommandPayload control(
        CarrierCallId carrierCallId, String conferenceId, String digits, int ordinal) {
      return new CommandPayload(
          null, null, null, carrierCallId, conferenceId, digits, null, ordinal, null);
    }
  }
}
