package dev.ramal.calls.call;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Consent;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.Money;
import dev.ramal.events.OnMachine;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.ReleasingSide;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a fact says. The first group is what we did ourselves, the second what the carrier told.
 * {@link #rank()} orders facts that carry the same instant and the same sequence.
 */
public sealed interface FactBody {
  /** The name by which it is stored and shown. */
  default String kind() {
    return which().word;
  }

  /** Which of the facts there are it is. */
  default FactKind which() {
    return FactKind.OF_BODIES.get(getClass());
  }

  /**
   * Whether it can change what becomes of the call; a side fact never does. Holding a call changes
   * where it stands, not what becomes of it.
   */
  default boolean movesState() {
    return !FactKind.OF_THE_SIDE.contains(which());
  }

  /** Whether its handle is the leg's own: the carrier took the leg, or told of its life. */
  default boolean provesLeg() {
    return FactKind.PROVING.contains(which());
  }

  /** The stored names of facts that prove a leg. */
  static List<String> provingKinds() {
    return FactKind.PROVING.stream().map(kind -> kind.word).toList();
  }

  default int rank() {
    return which().rank;
  }

  /** As it is stored beside the name of its kind. */
  default String json() {
    return EventJson.write((Record) this);
  }

  static FactBody read(String kind, String json) {
    return (FactBody) EventJson.read(json, FactKind.OF_WORDS.get(kind).body);
  }

  /** We refused the call before any carrier was asked. */
  record Denied(String rule, String evidence) implements FactBody {}

  /**
   * The command to dial a leg was stored. The last order of the agent's leg says which way the call
   * goes: an earlier one came to nothing.
   *
   * @param route null for a lead's leg, which goes the way of the agent's, and where nobody chose
   */
  record Ordered(String address, Route route) implements FactBody {
    public Ordered(String address) {
      this(address, null);
    }

    /** Whether the leg was ordered before, another way. */
    boolean isAnew() {
      return route != null && route.instead() != null;
    }
  }

  /** The carrier took the leg; its handle is the fact's. */
  record Accepted(String sessionId) implements FactBody {}

  /** The command went out and nobody knows what became of it. */
  record Unclear(String reason) implements FactBody {}

  /** The carrier would not take the leg. */
  record Refused(String code, String reason) implements FactBody {}

  /** The command was withdrawn before anything was sent. */
  record Dropped(String reason) implements FactBody {}

  /** The leg sits in the carrier's conference. */
  record Conferenced(String conferenceId) implements FactBody {}

  /**
   * The call is to be recorded, on these terms: those that the organization had when it began.
   *
   * @param consent what must come before the recording
   * @param connectUnrecorded whether a lead without consent is joined all the same, unrecorded
   */
  record RecordingAsked(Consent consent, boolean connectUnrecorded) implements FactBody {}

  /** The disclaimer is being said to the leg: these words, in this language. */
  record Announcing(String text, String language) implements FactBody {}

  /**
   * The disclaimer was said to its end, or had to be given up.
   *
   * @param proof where the carrier said that it was; without it nothing is proven
   */
  record Announced(boolean spoken, String proof) implements FactBody {
    boolean isProven() {
      return spoken && proof != null;
    }
  }

  /**
   * Something else than the disclaimer was said to the leg, or had to be given up.
   *
   * @param text the word of the action that says it
   * @param result completed, interrupted, failed, lost or refused
   */
  record Spoken(String text, String result) implements FactBody {
    /** To its end. */
    public static final String COMPLETED = "completed";

    boolean isCompleted() {
      return COMPLETED.equals(result);
    }
  }

  /**
   * What the lead pressed when asked to agree to the recording.
   *
   * @param digits empty when nothing was pressed
   * @param proof where the carrier said so; null when it never said anything
   */
  record Keyed(String digits, String proof) implements FactBody {}

  /**
   * The carrier took our command to record.
   *
   * @param recordingId the carrier's; null where it does not name it yet
   */
  record RecordingBegun(String recordingId) implements FactBody {}

  /** The carrier would not record. */
  record RecordingRefused(String code, String reason) implements FactBody {}

  /**
   * There is no recording, and none will come.
   *
   * @param why absent, failed, lost or own-bucket
   * @param recordingId the carrier's; null when it is about whatever was recorded
   */
  record RecordingMissing(String why, String recordingId) implements FactBody {}

  /**
   * A recording of the call lies in our store, whatever was said of it before.
   *
   * @param recordingId the carrier's
   */
  record RecordingKept(String recordingId) implements FactBody {}

  /** The agent is to hear this before the lead is rung. */
  record WhisperAsked(String text) implements FactBody {}

  /** It is being said to the agent. */
  record Whispering() implements FactBody {}

  /**
   * It was said to its end, or had to be given up.
   *
   * @param proof where the carrier said that it was
   */
  record Whispered(boolean spoken, String proof) implements FactBody {}

  /**
   * The organization wants to know who picks up, on these terms: those that it had when the call
   * began.
   *
   * @param message what a machine is to hear after the beep; null unless one is to be left
   */
  record DetectionAsked(MachineDetection mode, OnMachine onMachine, String message)
      implements FactBody {}

  /** Nobody said in time who picked up. */
  record DetectionGivenUp() implements FactBody {}

  /** A machine picked up; the end of its greeting is waited for, without the agent. */
  record GreetingAwaited() implements FactBody {
    /** Of the fact; it stands in stored rows. */
    public static final String ID = "greeting-awaited:lead";
  }

  /** The message is being said to the machine, after the beep. */
  record LeavingMessage() implements FactBody {
    /** Of the fact; it stands in stored rows. */
    public static final String ID = "leaving-message:lead";
  }

  /**
   * The message was said to its end, or had to be given up.
   *
   * @param proof where the carrier said that it was; without it nothing was left
   */
  record MessageLeft(boolean spoken, String proof) implements FactBody {
    boolean isProven() {
      return spoken && proof != null;
    }
  }

  /**
   * An agent is to be rung for somebody who called us. The leg is the offer.
   *
   * @param agentName null when unknown
   * @param address E.164 or softphone address
   * @param ringSeconds how long it rings
   * @param why by which rule this agent, a word of those below
   */
  record Offered(String agentId, String agentName, String address, int ringSeconds, String why)
      implements FactBody {
    /** The number is this agent's. */
    public static final String DEDICATED = "dedicated";

    /** This agent called them last. */
    public static final String CALLED_LAST = "called-last";

    /** This agent is free for the longest time. */
    public static final String LONGEST_IDLE = "longest-idle";

    /** The second phone of an agent who did not pick up the first. */
    public static final String FOLLOW_ME = "follow-me";

    /** Whether this very agent was wanted. No getter by its name: it would be stored. */
    public boolean wantsThisAgent() {
      return why.equals(DEDICATED) || why.equals(CALLED_LAST);
    }
  }

  /** The agent of an offer did not take it in time; whatever the leg does, nobody meets there. */
  record OfferLapsed(String why) implements FactBody {
    /** The agent does not want it. */
    public static final String DECLINED = "declined";

    /** The agent picked up, and the carrier would not put them through. */
    public static final String NOT_JOINED = "not-joined";
  }

  /**
   * Where somebody who called us was sent.
   *
   * @param to queue, voicemail or end
   * @param why a word of those below
   */
  record Routed(String to, String why) implements FactBody {
    /** Outside business hours. */
    public static final String CLOSED = "closed";

    /** On a holiday. */
    public static final String HOLIDAY = "holiday";

    /** Nobody is there who could take it. */
    public static final String NO_AGENT = "no-agent";

    /** They have waited for as long as the organization lets them. */
    public static final String WAITED = "waited";

    /** To wait for an agent. */
    public static final String QUEUE = "queue";

    /** To leave a message. */
    public static final String VOICEMAIL = "voicemail";

    /** To hear why nobody comes, and no more. */
    public static final String END = "end";

    boolean isClosed() {
      return why.equals(CLOSED) || why.equals(HOLIDAY);
    }
  }

  /**
   * Somebody wants something done to the call in progress.
   *
   * @param ordinal its number in the call, from 1
   */
  record ControlAsked(CallControl control, int ordinal) implements FactBody {}

  /**
   * Our hold command was carried out.
   *
   * @param ordinal of the asking
   */
  record Held(int ordinal) implements FactBody {}

  /**
   * Our resume command was carried out.
   *
   * @param ordinal of the asking
   */
  record Resumed(int ordinal) implements FactBody {}

  /** Another command of the kind was carried out: to mute, to unmute, to send keys. */
  record ControlDone(CallControl control, int ordinal) implements FactBody {}

  /**
   * What somebody wanted was not done and will not be.
   *
   * @param code the carrier's own, or one of ours
   */
  record ControlRefused(CallControl control, int ordinal, String code, String reason)
      implements FactBody {
    /** Something else was asked for before it left. */
    public static final String REPLACED = "replaced";

    /** The call, or the leg, ended first. */
    public static final String ENDED = "call-ended";

    boolean isOfNoInterest() {
      return REPLACED.equals(code) || ENDED.equals(code);
    }
  }

  /**
   * The call is to be handed over to whom the fact's leg rings.
   *
   * @param from the leg of the agent who hands over
   * @param agentId null for a number
   * @param agentName null when unknown
   * @param consult whether the agent talks to them first
   */
  record TransferAsked(LegName from, String agentId, String agentName, boolean consult)
      implements FactBody {}

  /**
   * What somebody, or the carrier, says of the transfer to the fact's leg.
   *
   * @param what one of the words below
   * @param code the carrier's own of what it refused; else null
   */
  record TransferStep(String what, String code) implements FactBody {
    /** The agent has said enough to who is to take over. */
    public static final String COMPLETE = "complete";

    /** The agent wants the lead back. */
    public static final String CANCEL = "cancel";

    /** The carrier lets the agent go without ending the conference. */
    public static final String PREPARED = "prepared";

    /** It does not. */
    public static final String REFUSED = "refused";

    public boolean byPerson() {
      return COMPLETE.equals(what) || CANCEL.equals(what);
    }
  }

  /**
   * Somebody wants the call to end.
   *
   * @param by agent or system
   */
  record HangupAsked(ReleasingParty by) implements FactBody {
    /** The id of the fact that a person asked; it stands in stored rows. */
    public static final String BY_A_PERSON = "hangup-asked";
  }

  record Initiated() implements FactBody {}

  record Ringing() implements FactBody {}

  /**
   * @param answeredBy null without detection
   */
  record Answered(AnsweredBy answeredBy) implements FactBody {}

  /** Whoever was on the leg heard our apology and was let go. */
  record Apologized() implements FactBody {}

  /** Whoever waited on the leg in a queue was taken from it by somebody. */
  record Dequeued(String result) implements FactBody {}

  /**
   * Whoever was on the leg left a queue without being taken.
   *
   * @param result the carrier's own word; hangup when they hung up
   */
  record QueueLeft(String result) implements FactBody {}

  /**
   * @param talkSeconds only from a carrier that counts from the answer; else null
   * @param hungUpBy caller, callee or null
   */
  record Ended(
      CallOutcome outcome,
      Integer talkSeconds,
      Integer sipCode,
      String cause,
      ReleasingSide hungUpBy)
      implements FactBody {}

  /** Who picked up. A side fact: never moves the state. */
  record MachineDetected(AnsweredBy answeredBy, String detail) implements FactBody {}

  /**
   * What the leg costs. A side fact.
   *
   * @param amount null when the carrier failed to compute it
   * @param currency null when not said, as of a cost without parts
   */
  record Costed(BigDecimal amount, String currency, Integer billedSeconds) implements FactBody {

    /** Empty for what nobody can book: no amount, or an amount of nobody knows what. */
    Optional<Money> money() {
      return amount != null && Money.isCurrency(currency)
          ? Optional.of(new Money(amount, currency))
          : Optional.empty();
    }
  }

  /**
   * Anything else worth keeping: recordings, digits, a place in a queue, conference. A side fact.
   */
  record Aside(String what, String detail) implements FactBody {
    /** That the carrier has recorded something and can be asked for it. */
    public static final String RECORDED = "recording-completed";

    /** That a call was handed over to a number: no agent of ours is on it. Its fact's id, too. */
    public static final String HANDED_OVER = "handed-over";

    /** That a machine is being said its message by the carrier that asked. Its fact's id, too. */
    public static final String HEARS_MESSAGE = "hears-message";
  }
}
