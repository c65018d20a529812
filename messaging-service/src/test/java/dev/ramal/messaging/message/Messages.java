package dev.ramal.messaging.message;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageFact.OutcomeUnknown;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import dev.ramal.messaging.message.MessageFact.SendingDenied;
import dev.ramal.messaging.message.MessageFact.SendingHeld;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import java.time.Instant;
import java.util.List;

/** Messages and facts to test with. */
final class Messages {
  static final Instant T0 = Instant.parse("2026-03-02T15:00:00Z");
  static final String CARRIER_ID = "SM00000000000000000000000000000001";
  static final FailureCause CAUSE = new FailureCause("30003", "Aparelho fora de alcance");

  private Messages() {}

  static Message accepted() {
    return accepted(Channel.SMS, Purpose.NONE);
  }

  /**
   * Being sent by WhatsApp.
   *
   * @param approved null for free text
   */
  static Message whatsApp(TemplateUse.ApprovedText approved) {
    Purpose purpose = new Purpose(null, new TemplateUse("t-1", 1, "A", approved));
    return with(accepted(Channel.WHATSAPP, purpose), new SendingStarted(T0));
  }

  private static Message accepted(Channel channel, Purpose purpose) {
    return new Message(
        new MessageDetails(
            new MessageId("0198c0de-0000-7000-8000-000000000001"),
            TenantId.of("aurora"),
            Direction.OUTBOUND,
            channel,
            "0198c0de-0000-7000-8000-00000000000c",
            new Party("+551140028922"),
            new Party("+5511987654321"),
            "Bom dia",
            List.of(),
            null,
            null,
            Carrier.TWILIO,
            new ConnectionId("conn-1"),
            new Author("ana", "Ana"),
            null,
            T0,
            purpose,
            null),
        MessageProgress.accepted(1));
  }

  static Message scheduled() {
    return new Message(accepted().details(), MessageProgress.scheduled(1));
  }

  static Message sending() {
    return with(accepted(), new SendingStarted(T0));
  }

  static Message with(Message message, MessageFact... facts) {
    Message now = message;
    for (MessageFact fact : facts) {
      now = ((MessageTransition.Applied) now.apply(fact)).message();
    }
    return now;
  }

  /** A message in a state, with the timestamps that usually lead there. */
  static Message in(MessageState state) {
    return switch (state) {
      case SCHEDULED -> scheduled();
      case ACCEPTED -> accepted();
      case HELD -> with(accepted(), new SendingHeld(T0.plusSeconds(3600), T0));
      case SENDING -> sending();
      case SENDING_UNKNOWN -> with(sending(), new OutcomeUnknown(T0));
      case SENT -> with(sending(), reported(MessageStatus.SENT));
      case DENIED -> with(accepted(), new SendingDenied(CAUSE, T0));
      case RECEIVED -> new Message(accepted().details(), MessageProgress.received(CARRIER_ID, 1));
      default ->
          with(
              sending(),
              reported(MessageStatus.SENT),
              reported(MessageStatus.valueOf(state.name())));
    };
  }

  static Rerouted rerouted() {
    return rerouted(false);
  }

  static Rerouted rerouted(boolean again) {
    return new Rerouted(
        Carrier.TELNYX,
        new ConnectionId("conn-2"),
        new Party("+551130031000"),
        "20003",
        "Authenticate",
        again,
        T0);
  }

  static StatusReported reported(MessageStatus status) {
    return reported(status, T0);
  }

  static StatusReported reported(MessageStatus status, Instant at) {
    boolean failure =
        switch (status) {
          case UNDELIVERED, FAILED, EXPIRED, CANCELED -> true;
          default -> false;
        };
    return new StatusReported(status, CARRIER_ID, failure ? CAUSE : null, null, null, at);
  }

  static StatusReported priced(MessageStatus status, String usd) {
    return new StatusReported(status, CARRIER_ID, null, 2, Money.of(usd, "USD"), T0);
  }
}
