package dev.ramal.calls.carrier.telnyx;

import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegReport.LegStatus;
import dev.ramal.calls.carrier.telnyx.EventRecord.CallEvent;
import dev.ramal.events.CarrierCallId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Telnyx's record of events says about one leg. */
record LegHistory(List<CallEvent> events) {

  Optional<String> handle() {
    return events.stream()
        .map(event -> event.text("call_control_id"))
        .filter(id -> id != null)
        .findFirst();
  }

  /**
   * @param callControlId the leg's handle
   */
  LegReport report(String callControlId) {
    Instant answered = at("call.answered");
    Instant ended = at("call.hangup");
    return new LegReport(
        new CarrierCallId(callControlId),
        ended == null ? LegStatus.ALIVE : outcome(answered != null),
        at("call.initiated"),
        answered,
        ended,
        answered == null || ended == null
            ? null
            : Math.toIntExact(Math.max(0, Duration.between(answered, ended).toSeconds())),
        null);
  }

  private Instant at(String name) {
    return named(name).map(CallEvent::at).orElse(null);
  }

  private Optional<CallEvent> named(String name) {
    return events.stream().filter(event -> name.equals(event.name())).findFirst();
  }

  private LegStatus outcome(boolean answered) {
    String cause = named("call.hangup").map(event -> event.text("hangup_cause")).orElse(null);
    if (answered) {
      return LegStatus.COMPLETED;
    }
    if (cause == null) {
      return LegStatus.ENDED;
    }
    return switch (cause) {
      case "user_busy", "call_rejected" -> LegStatus.BUSY;
      case "timeout", "no_answer" -> LegStatus.NO_ANSWER;
      case "originator_cancel", "normal_clearing" -> LegStatus.CANCELED;
      default -> LegStatus.FAILED;
    };
  }
}
