package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.ControlBodies.TransferStep;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.Taken.Accepted;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.lifecycle.LegReportFacts;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.kit.jobs.JobHandler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the outcome of a command says about its call. Pure. */
final class CommandFacts {
  private CommandFacts() {}

  /**
   * Empty when it says nothing: that a carrier took the words proves nothing about their being
   * heard.
   */
  static Optional<Fact> accepted(Command command, Accepted result, Instant now) {
    return switch (command.kind()) {
      case DIAL ->
          Optional.of(
              fact(
                  "accepted",
                  command,
                  result.carrierCallId(),
                  command.sentAt(),
                  new FactBody.Accepted(result.sessionId())));
      case JOIN ->
          Optional.of(named(command, now, new FactBody.Conferenced(result.conferenceId())));
      case RECORD ->
          Optional.of(
              fact(
                  "recording",
                  command,
                  command.payload().carrierCallId(),
                  now,
                  new FactBody.RecordingBegun(result.recordingId())));
      case HOLD, RESUME, MUTE, UNMUTE, SEND_DIGITS, PAUSE_RECORDING, RESUME_RECORDING ->
          Optional.of(named(command, now, done(command)));
      case LET_LEAVE -> Optional.of(ofTransfer(command, now, TransferStep.PREPARED, null));
      default -> Optional.empty();
    };
  }

  private static FactBody done(Command command) {
    int ordinal = command.payload().ordinal();
    return switch (command.control()) {
      case HOLD -> new FactBody.Held(ordinal);
      case RESUME -> new FactBody.Resumed(ordinal);
      case MUTE, UNMUTE, DTMF, PAUSE_RECORDING, RESUME_RECORDING ->
          new FactBody.ControlDone(command.control(), ordinal);
    };
  }

  /** A dial whose leg was found at the carrier. */
  static List<Fact> adopted(Call call, Command dial, LegReport report, Instant now) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        fact("accepted", dial, report.carrierCallId(), dial.sentAt(), new FactBody.Accepted(null)));
    facts.addAll(LegReportFacts.facts(call, dial.leg(), report, now));
    return facts;
  }

  /** Two people who cannot be joined must not be left waiting; the rest a call survives. */
  static Fact refused(Command command, String code, String why, Instant now) {
    if (command.control() != null) {
      int ordinal = command.payload().ordinal();
      return named(
          command, now, new FactBody.ControlRefused(command.control(), ordinal, code, why));
    }
    if (code.equals(CarrierPort.CALL_ENDED) && !command.isDial()) {
      return named(command, now, new FactBody.Aside("command-withdrawn", command.kind().name()));
    }
    return switch (command.kind()) {
      case DIAL -> refusedDial(command, code, why, now);
      case HOLD_ON, GREET, DISMISS ->
          named(command, now, new FactBody.Spoken(command.kind().word(), "refused"));
      case JOIN, ANSWER, REDIRECT, TAKE_MESSAGE ->
          new Fact(
              "refused:" + command.id(),
              null,
              null,
              now,
              null,
              new FactBody.HangupAsked(ReleasingParty.SYSTEM));
      case ANNOUNCE -> named(command, now, new FactBody.Announced(false, null));
      case ASK -> named(command, now, new FactBody.Keyed("", null));
      case RECORD -> named(command, now, new FactBody.RecordingRefused(code, why));
      case WHISPER -> named(command, now, new FactBody.Whispered(false, null));
      case LEAVE_MESSAGE -> named(command, now, new FactBody.MessageLeft(false, null));
      case LET_LEAVE -> ofTransfer(command, now, TransferStep.REFUSED, code);
      case HANG_UP,
          REJECT,
          DROP,
          WAIT,
          HOLD,
          RESUME,
          MUTE,
          UNMUTE,
          SEND_DIGITS,
          PAUSE_RECORDING,
          RESUME_RECORDING ->
          named(command, now, new FactBody.Aside("hang-up-refused", code));
    };
  }

  /**
   * An agent who cannot be joined: whoever is beside, or waits, goes on without. Where nobody is,
   * two people must not be left waiting.
   */
  static Fact notJoined(Call call, Command join, String code, String why, Instant now) {
    LegState leg = call.state().leg(join.leg());
    if (code.equals(CarrierPort.CALL_ENDED)) {
      return refused(join, code, why, now);
    }
    if (call.state().transfers().isTarget(join.leg())) {
      return named(join, now, new TransferStep(TransferStep.REFUSED, code));
    }
    return leg.offered()
        ? named(join, now, new FactBody.OfferLapsed(FactBody.OfferLapsed.NOT_JOINED))
        : refused(join, code, why, now);
  }

  /** The command is about who leaves, the fact about who is to take over. */
  private static Fact ofTransfer(Command command, Instant now, String what, String code) {
    LegName target = LegName.agent(command.payload().ordinal());
    String id = command.kind().name() + ":" + command.id();
    return new Fact(id, target, null, now, null, new TransferStep(what, code));
  }

  private static Fact refusedDial(Command dial, String code, String why, Instant now) {
    if (code.equals(CarrierPort.CALL_ENDED)) {
      return fact("withdrawn", dial, null, now, new FactBody.Dropped(why));
    }
    String what = code.equals(JobHandler.TOO_LATE) ? "withdrawn" : "refused";
    return fact(what, dial, null, now, new FactBody.Refused(code, why));
  }

  static Fact unclear(Command dial, String why, Instant now) {
    String id = "unclear:" + dial.id() + ":" + dial.attempts();
    return new Fact(id, dial.leg(), null, now, null, new FactBody.Unclear(why));
  }

  private static Fact named(Command command, Instant now, FactBody body) {
    return fact(command.kind().name(), command, null, now, body);
  }

  private static Fact fact(
      String what, Command command, CarrierCallId carrierCallId, Instant at, FactBody body) {
    return new Fact(what + ":" + command.id(), command.leg(), carrierCallId, at, null, body);
  }
}
