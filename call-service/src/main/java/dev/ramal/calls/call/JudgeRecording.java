package dev.ramal.calls.call;

import dev.ramal.calls.call.RecordingEvidence.KeyPress;
import dev.ramal.calls.call.RecordingEvidence.Told;
import dev.ramal.calls.call.RecordingProgress.Allowed;
import dev.ramal.calls.call.RecordingProgress.Asking;
import dev.ramal.calls.call.RecordingProgress.Begun;
import dev.ramal.calls.call.RecordingProgress.Missing;
import dev.ramal.calls.call.RecordingProgress.NotWanted;
import dev.ramal.calls.call.RecordingProgress.Telling;
import dev.ramal.calls.call.RecordingProgress.ToTell;
import dev.ramal.calls.call.RecordingProgress.Withheld;
import dev.ramal.events.Consent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the facts of a call say of its recording. Pure. */
final class JudgeRecording {
  private JudgeRecording() {}

  /**
   * @param machine whether a machine picked up that nobody of ours talks to: no recording begins.
   *     What is being said to it goes on until the carrier says that it was, or time is over
   */
  static RecordingProgress judge(CallDetails details, List<Fact> sorted, boolean machine) {
    RecordingProgress reached = reached(details, sorted);
    boolean untold =
        reached instanceof Withheld withheld && RecordingProgress.UNTOLD.equals(withheld.why());
    return machine && (untold || reached.isOpen() && !(reached instanceof Telling))
        ? new Withheld(Detection.MACHINE, reached.announcement(), true)
        : reached;
  }

  private static RecordingProgress reached(CallDetails details, List<Fact> sorted) {
    if (!details.record()) {
      return new NotWanted(whyMissing(null, sorted).orElse(null));
    }
    FactBody.RecordingAsked terms =
        first(FactBody.RecordingAsked.class, sorted)
            .orElse(new FactBody.RecordingAsked(Consent.ANNOUNCEMENT, true));
    Told told = Told.of(sorted).orElse(null);
    return RecordingEvidence.of(terms.consent(), sorted)
        .map(evidence -> proven(evidence, terms, sorted))
        .orElseGet(() -> told == null ? untold(terms, sorted) : unagreed(told, terms, sorted));
  }

  private static RecordingProgress proven(
      RecordingEvidence evidence, FactBody.RecordingAsked terms, List<Fact> sorted) {
    Optional<Fact> begun =
        sorted.stream().filter(fact -> fact.body() instanceof FactBody.RecordingBegun).findFirst();
    if (begun.isEmpty()) {
      return first(FactBody.RecordingRefused.class, sorted)
          .<RecordingProgress>map(refused -> new Withheld("refused", evidence.told(), true))
          .orElseGet(() -> new Allowed(evidence));
    }
    String recordingId = ((FactBody.RecordingBegun) begun.get().body()).recordingId();
    Instant at = evidence.notBefore(begun.get().at());
    return whyMissing(recordingId, sorted)
        .<RecordingProgress>map(why -> new Missing(evidence, why, at))
        .orElseGet(() -> new Begun(evidence, recordingId, at));
  }

  /** Empty when nothing is missing, or it came after all. */
  private static Optional<String> whyMissing(String recordingId, List<Fact> sorted) {
    boolean kept = first(FactBody.RecordingKept.class, sorted).isPresent();
    return sorted.stream()
        .filter(fact -> fact.body() instanceof FactBody.RecordingMissing)
        .map(fact -> (FactBody.RecordingMissing) fact.body())
        .filter(missing -> !kept && isAbout(missing, recordingId))
        .findFirst()
        .map(FactBody.RecordingMissing::why);
  }

  private static boolean isAbout(FactBody.RecordingMissing missing, String recordingId) {
    return recordingId == null
        || missing.recordingId() == null
        || missing.recordingId().equals(recordingId);
  }

  private static RecordingProgress untold(FactBody.RecordingAsked terms, List<Fact> sorted) {
    if (isGivenUp(sorted)) {
      return new Withheld(RecordingProgress.UNTOLD, null, terms.connectUnrecorded());
    }
    return first(FactBody.Announcing.class, sorted).isPresent() ? new Telling() : new ToTell();
  }

  private static boolean isGivenUp(List<Fact> sorted) {
    return sorted.stream()
        .map(Fact::body)
        .anyMatch(body -> body instanceof FactBody.Announced said && !said.isProven());
  }

  /** Who was given up talks by now: no question comes between. */
  private static RecordingProgress unagreed(
      Told told, FactBody.RecordingAsked terms, List<Fact> sorted) {
    if (isGivenUp(sorted)) {
      return new Withheld(RecordingProgress.UNTOLD, told, terms.connectUnrecorded());
    }
    return KeyPress.other(sorted).isPresent()
        ? new Withheld("no-key", told, terms.connectUnrecorded())
        : new Asking(told);
  }

  private static <T extends FactBody> Optional<T> first(Class<T> kind, List<Fact> sorted) {
    return sorted.stream().map(Fact::body).filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
