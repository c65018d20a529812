package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegReport.LegStatus;
import dev.ramal.calls.carrier.telnyx.EventRecord.CallEvent;
import dev.ramal.carriers.LegEnding;
import dev.ramal.carriers.telnyx.TelnyxEndings;
import dev.ramal.events.CarrierCallId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What Telnyx's record of events says about one leg. */
record LegHistory(List<CallEvent> events) {

  Optional<String> handle() {
    return events.stream()
        .map(event -> event.text("call_control_id"))
        .filter(id -> id != null)
        .findFirst();
  }

  Optional<String> legId() {
    return events.stream().map(CallEvent::callLegId).filter(Objects::nonNull).findFirst();
  }

  /**
   * Telnyx counts no seconds: they follow from the times, as they do when its callbacks tell them.
   *
   * @param callControlId the leg's handle
   */
  LegReport report(String callControlId) {
    Optional<CallEvent> hangup = named("call.hangup");
    return new LegReport(
        new CarrierCallId(callControlId),
        hangup.isPresent() ? LegStatus.ENDED : LegStatus.ALIVE,
        at("call.initiated"),
        at("call.answered"),
        hangup.map(CallEvent::at).orElse(null),
        hangup.map(LegHistory::ending).orElse(null),
        null,
        null);
  }

  private static LegEnding ending(CallEvent hangup) {
    return TelnyxEndings.of(
        hangup.text("hangup_cause"),
        hangup.whole("sip_hangup_cause"),
        hangup.text("hangup_source"));
  }

  private Instant at(String name) {
    return named(name).map(CallEvent::at).orElse(null);
  }

  private Optional<CallEvent> named(String name) {
    return events.stream().filter(event -> name.equals(event.name())).findFirst();
  }
}
