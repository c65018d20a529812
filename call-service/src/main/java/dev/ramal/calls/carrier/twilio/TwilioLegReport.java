package dev.ramal.calls.carrier.twilio;

import com.twilio.rest.api.v2010.account.Call;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.LegReport.LegStatus;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;

/** A call resource of Twilio's as the report of a leg. */
final class TwilioLegReport {
  private TwilioLegReport() {}

  static LegReport of(Call call) {
    LegStatus status = status(call.getStatus());
    Integer seconds = seconds(call.getDuration());
    Instant ended = instant(call.getEndTime());
    boolean talked = status == LegStatus.COMPLETED && ended != null && seconds != null;
    return new LegReport(
        new CarrierCallId(call.getSid()),
        status,
        instant(call.getStartTime()),
        talked ? ended.minusSeconds(seconds) : null,
        ended,
        talked ? seconds : null,
        price(call));
  }

  /** Null stands for a word this SDK does not know; {@code initiated} is one. */
  private static LegStatus status(Call.Status status) {
    if (status == null) {
      return LegStatus.ALIVE;
    }
    return switch (status) {
      case QUEUED -> LegStatus.QUEUED;
      case RINGING -> LegStatus.RINGING;
      case IN_PROGRESS -> LegStatus.IN_PROGRESS;
      case COMPLETED -> LegStatus.COMPLETED;
      case BUSY -> LegStatus.BUSY;
      case NO_ANSWER -> LegStatus.NO_ANSWER;
      case CANCELED -> LegStatus.CANCELED;
      case FAILED -> LegStatus.FAILED;
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
