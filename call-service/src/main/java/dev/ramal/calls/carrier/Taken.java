package dev.ramal.calls.carrier;

import dev.ramal.calls.carrier.RecordingPort.ListedRecording;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import java.util.List;
import java.util.function.Function;

/** How it is known that a carrier took a command. */
public sealed interface Taken {

  /**
   * It said so.
   *
   * @param carrierCallId the carrier's handle of the leg: Twilio call sid, Telnyx call_control_id
   * @param sessionId the carrier's id of related legs; null where it has none
   * @param conferenceId null unless the command was about a conference and the carrier names it
   * @param recordingId null unless the command was to record and the carrier names the recording
   */
  record Accepted(
      CarrierCallId carrierCallId, String sessionId, String conferenceId, String recordingId)
      implements Taken {
    public Accepted(CarrierCallId carrierCallId, String sessionId, String conferenceId) {
      this(carrierCallId, sessionId, conferenceId, null);
    }

    /** It told nothing beyond the leg's handle. */
    public static Accepted of(CarrierCallId leg) {
      return new Accepted(leg, null, null);
    }

    /** It records the leg. */
    public static Accepted recording(CarrierCallId leg, String recordingId) {
      return new Accepted(leg, null, null, recordingId);
    }
  }

  /** It was asked, and has a leg that can be no other's. */
  record Adopted(LegReport report) implements Taken {}

  /** It was asked, and has legs between these numbers; which one is ours is decided with care. */
  record OneOf(List<LegReport> candidates, List<LegReport> doubtful) implements Taken {}

  /** Its callbacks told what the answer would have told. */
  record ToldByCallbacks() implements Taken {}

  /** What a carrier answered when it was asked, in the words of the job engine. */
  static Outcome<Taken> outcome(Lookup answer) {
    if (answer instanceof Lookup.Found found) {
      return new Outcome.Done<>(new Adopted(found.report()));
    }
    if (answer instanceof Lookup.Candidates candidates) {
      return new Outcome.Done<>(new OneOf(candidates.reports(), candidates.doubtful()));
    }
    return answer instanceof Lookup.NotCreated
        ? new Outcome.NotTaken<>("not created")
        : new Outcome.Unknown<>(((Lookup.CannotTell) answer).reason());
  }

  /** What a carrier answered to a dial. */
  static <T> Outcome<Taken> dialled(CarrierReply<T> reply, Function<T, Taken> accepted) {
    return reply.neverLeft()
        ? new Outcome.Refused<>(CarrierPort.UNREACHABLE, ((CarrierReply.Unknown<T>) reply).reason())
        : reply.outcome(accepted);
  }

  /** What a carrier answered when it was asked for the recordings of a leg. */
  static Outcome<Taken> recording(CarrierReply<List<ListedRecording>> reply, CarrierCallId leg) {
    if (!(reply instanceof CarrierReply.Done<List<ListedRecording>> done)) {
      return outcome(Lookup.CannotTell.because(reply));
    }
    return done.value().stream()
        .findFirst()
        .<Outcome<Taken>>map(
            found -> new Outcome.Done<>(Accepted.recording(leg, found.recordingId())))
        .orElseGet(() -> new Outcome.NotTaken<>("the leg has no recording"));
  }
}
