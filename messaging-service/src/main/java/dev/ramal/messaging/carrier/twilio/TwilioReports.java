package dev.ramal.messaging.carrier.twilio;

import com.twilio.rest.api.v2010.account.Message;
import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.message.FailureCause;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Twilio's message resource in our words. Its price is a negative text, and null at first. */
@ApplicationScoped
class TwilioReports {
  /**
   * Twilio's times have whole seconds, and two clocks never agree. Too much only means to look at
   * messages that are known to be others.
   */
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(1);

  /** The message outlived its validity period. */
  private static final String EXPIRED = "30036";

  private final FailureReasons reasons;
  private final Clock clock;

  TwilioReports(FailureReasons reasons, Clock clock) {
    this.reasons = reasons;
    this.clock = clock;
  }

  /** Sent first, where that is told, so that it keeps its own time: the price comes days later. */
  List<StatusReported> readAll(Message found) {
    StatusReported now = read(found);
    return found.getDateSent() == null || now.status() == MessageStatus.SENT
        ? List.of(now)
        : List.of(
            new StatusReported(
                MessageStatus.SENT,
                found.getSid(),
                null,
                segments(found),
                null,
                found.getDateSent().toInstant()),
            now);
  }

  StatusReported read(Message found) {
    String code = found.getErrorCode() == null ? null : "" + found.getErrorCode();
    MessageStatus status = status(found.getStatus());
    FailureCause cause =
        switch (status) {
          case FAILED, UNDELIVERED, CANCELED -> reasons.translate(Carrier.TWILIO, code);
          default -> null;
        };
    boolean expired = cause != null && EXPIRED.equals(code);
    return new StatusReported(
        expired ? MessageStatus.EXPIRED : status,
        found.getSid(),
        cause,
        segments(found),
        price(found),
        when(found, status));
  }

  boolean isOlder(Message found, Instant since) {
    return found.getDateCreated() != null
        && found.getDateCreated().toInstant().isBefore(since.minus(CLOCK_SLACK));
  }

  /** Null until Twilio has chosen a sender and counted. */
  static Integer segments(Message found) {
    String told = found.getNumSegments();
    return told == null || told.isEmpty() || told.equals("0") ? null : Integer.valueOf(told);
  }

  /** Null until Twilio has posted it. */
  static Money price(Message found) {
    String price = found.getPrice();
    return price == null || price.isEmpty() || found.getPriceUnit() == null
        ? null
        : new Money(new BigDecimal(price).abs(), found.getPriceUnit().getCurrencyCode());
  }

  private Instant when(Message found, MessageStatus status) {
    if (status == MessageStatus.SENT && found.getDateSent() != null) {
      return found.getDateSent().toInstant();
    }
    return found.getDateUpdated() == null ? clock.instant() : found.getDateUpdated().toInstant();
  }

  /** A status that this version does not know proves no more than that Twilio has the message. */
  private static MessageStatus status(Message.Status status) {
    if (status == null) {
      return MessageStatus.ACCEPTED;
    }
    return switch (status) {
      case SENDING -> MessageStatus.SENDING;
      case SENT, PARTIALLY_DELIVERED -> MessageStatus.SENT;
      case DELIVERED -> MessageStatus.DELIVERED;
      case READ -> MessageStatus.READ;
      case UNDELIVERED -> MessageStatus.UNDELIVERED;
      case FAILED -> MessageStatus.FAILED;
      case CANCELED -> MessageStatus.CANCELED;
      default -> MessageStatus.ACCEPTED;
    };
  }
}
