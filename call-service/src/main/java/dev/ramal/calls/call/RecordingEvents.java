package dev.ramal.calls.call;

import dev.ramal.calls.call.RecordingEvidence.KeyPress;
import dev.ramal.calls.call.RecordingEvidence.Told;
import dev.ramal.calls.call.RecordingProgress.Begun;
import dev.ramal.calls.call.RecordingProgress.Missing;
import dev.ramal.events.LegName;
import dev.ramal.events.calls.AnnouncementSpoken;
import dev.ramal.events.calls.ConsentGiven;
import dev.ramal.events.calls.ConsentRefused;
import dev.ramal.events.calls.RecordingStarted;
import java.util.ArrayList;
import java.util.List;

/** What others are told of the recording: announcement, consent, start; each at most once. */
final class RecordingEvents {
  private RecordingEvents() {}

  static List<Record> progress(RecordingProgress before, Call call) {
    RecordingProgress now = call.state().recording();
    List<Record> events = new ArrayList<>();
    if (now.announcement() != null && before.announcement() == null) {
      events.add(spoken(call, now.announcement()));
    }
    if (isKeyed(now) && !isKeyed(before)) {
      events.add(agreed(call, now.proof().orElseThrow().key()));
    }
    if (isRefused(now) && !isRefused(before)) {
      KeyPress.other(call.facts()).ifPresent(pressed -> events.add(refused(call, pressed)));
    }
    if (hasBegun(now) && !hasBegun(before)) {
      events.add(started(call, now));
    }
    return events;
  }

  private static boolean isKeyed(RecordingProgress recording) {
    return recording.proof().filter(evidence -> evidence.key() != null).isPresent();
  }

  private static boolean isRefused(RecordingProgress recording) {
    return recording instanceof RecordingProgress.Withheld withheld
        && withheld.why().equals("no-key");
  }

  private static boolean hasBegun(RecordingProgress recording) {
    return recording instanceof Begun || recording instanceof Missing;
  }

  private static AnnouncementSpoken spoken(Call call, Told told) {
    return new AnnouncementSpoken(
        call.id().value(),
        told.leg(),
        told.text(),
        told.language(),
        call.details().carrier(),
        told.carrierCallId(),
        told.proof(),
        told.at());
  }

  private static ConsentGiven agreed(Call call, KeyPress key) {
    return new ConsentGiven(call.id().value(), key.leg(), key.key(), key.proof(), key.at());
  }

  private static ConsentRefused refused(Call call, KeyPress key) {
    return new ConsentRefused(call.id().value(), key.leg(), key.key(), key.proof(), key.at());
  }

  private static RecordingStarted started(Call call, RecordingProgress now) {
    RecordingEvidence evidence = now.proof().orElseThrow();
    Fact begun =
        call.facts().stream()
            .filter(fact -> fact.body() instanceof FactBody.RecordingBegun)
            .findFirst()
            .orElseThrow();
    String recordingId = ((FactBody.RecordingBegun) begun.body()).recordingId();
    return new RecordingStarted(
        call.id().value(),
        LegName.LEAD,
        evidence.consent(),
        call.details().carrier(),
        evidence.told().carrierCallId(),
        recordingId,
        now.begunAt());
  }
}
