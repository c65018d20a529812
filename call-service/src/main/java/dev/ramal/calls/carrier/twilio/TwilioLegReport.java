package dev.ramal.calls.carrier.twilio;

import com.twilio.rest.api.v2010.account.Call;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegReport.LegStatus;
import dev.ramal.carriers.LegEnding;
import dev.ramal.carriers.TwimlEndings;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;

/** A call resource of Twilio's as the report of a leg. */
final class TwilioLegReport {
  private TwilioLegReport() {}

  static LegReport of(Call call) {
    CallOutcome outcome =
        call.getStatus() == null ? null : TwimlEndings.outcomeOrNull(call.getStatus().toString());
    Integer seconds = seconds(call.getDuration());
    Instant ended = instant(call.getEndTime());
    boolean talked = outcome == CallOutcome.COMPLETED && seconds != null;
    return new LegReport(
        new CarrierCallId(call.getSid()),
        outcome == null ? living(call.getStatus()) : LegStatus.ENDED,
        instant(call.getStartTime()),
        talked && ended != null ? ended.minusSeconds(seconds) : null,
        ended,
        outcome == null ? null : LegEnding.of(outcome),
        talked ? seconds : null,
        price(call));
  }

  /** Null stands for a word this SDK does not know; {@code initiated} is one. */
  private static LegStatus living(Call.Status status) {
    if (status == null) {
      return LegStatus.ALIVE;
    }
    return switch (status) {
      case QUEUED -> LegStatus.QUEUED;
      case RINGING -> LegStatus.RINGING;
      case IN_PROGRESS -> LegStatus.IN_PROGRESS;
      default -> LegStatus.ALIVE;
    };
  }

  private static Integer seconds(String duration) {
    return duration == null || duration.isBlank() ? null : Integer.valueOf(duration);
  }

  /** Negative at Twilio, as on a bank statement; null until some time after the end. */
  private static Money price(Call call) {
    if (call.getPrice() == null || call.getPrice().isBlank()) {
      return null;
    }
    String currency = call.getPriceUnit() == null ? "USD" : call.getPriceUnit().getCurrencyCode();
    return new Money(new BigDecimal(call.getPrice()).abs(), currency);
  }

  static Instant instant(ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
