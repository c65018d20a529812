package dev.ramal.messaging.message;

import static dev.ramal.messaging.message.Messages.CAUSE;
import static dev.ramal.messaging.message.Messages.T0;
import static dev.ramal.messaging.message.Messages.reported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.ConnectionId;
import dev.ramal.events.EventJson;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.WhatsAppCategory;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageReplaced;
import dev.ramal.events.messages.MessageRerouted;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.events.messages.MessageUnconfirmed;
import dev.ramal.messaging.message.MessageFact.PriceNamed;
import dev.ramal.messaging.message.MessageFact.ReceiptOverdue;
import dev.ramal.messaging.message.MessageFact.ReplacedBySms;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.message.MessageTransition.Ignored;
import dev.ramal.messaging.message.TemplateUse.ApprovedText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-02 what a fact tells the world")
class ProgressEventsTest {
  @Test
  void shouldTellSentBeforeDeliveredWhenSentWasSkipped() {
    // Given
    Message message = Messages.sending();
    // When
    Applied applied = (Applied) message.apply(reported(MessageStatus.DELIVERED));
    // Then
    assertThat(applied.events())
        .hasExactlyElementsOfTypes(MessageSent.class, MessageDelivered.class);
  }

  @Test
  void shouldTellDeliveredWhenReadIsTheFirstNews() {
    // Given
    Message message = Messages.in(MessageState.SENT);
    // When
    Applied applied = (Applied) message.apply(reported(MessageStatus.READ));
    // Then
    assertThat(applied.events())
        .hasExactlyElementsOfTypes(MessageDelivered.class, MessageRead.class);
  }

  @Test
  void shouldTellOfTheAccountBeforeAndSpeakOfTheOtherFromThenOn() {
    // When
    Applied moved = (Applied) Messages.sending().apply(Messages.rerouted());
    Message again = Messages.with(moved.message(), new SendingStarted(T0));
    Applied sent = (Applied) again.apply(reported(MessageStatus.SENT));
    // Then
    MessageRerouted told = (MessageRerouted) moved.events().get(0);
    assertThat(told.fromConnectionId()).isEqualTo("conn-1");
    assertThat(told.toConnectionId()).isEqualTo("conn-2");
    assertThat(told.code()).isEqualTo("20003");
    assertThat(((MessageSent) sent.events().get(0)).connectionId()).isEqualTo("conn-2");
  }

  @Test
  @DisplayName(
      "MSG-310 that a message leaves an account is told once, also where it comes back to it")
  void shouldTellOnceThatAMessageLeavesAnAccount() {
    // When
    Applied again = (Applied) Messages.sending().apply(Messages.rerouted(true));
    // Then
    assertThat(again.events()).isEmpty();
    assertThat(again.message().details().connectionId()).isEqualTo(new ConnectionId("conn-2"));
    assertThat(again.message().state()).isEqualTo(MessageState.ACCEPTED);
  }

  @Test
  void shouldTellWhatFollowsAMessageAndThatItWillNotLeave() {
    // Given
    ReplacedBySms fact = new ReplacedBySms(new MessageId("sms"), CAUSE, T0);
    // When
    Applied waiting = (Applied) Messages.accepted().apply(fact);
    Applied gone = (Applied) Messages.in(MessageState.SENT).apply(fact);
    Applied arrived = (Applied) gone.message().apply(reported(MessageStatus.DELIVERED));
    // Then
    assertThat(waiting.events())
        .hasExactlyElementsOfTypes(MessageReplaced.class, MessageFailed.class);
    assertThat(gone.events()).hasExactlyElementsOfTypes(MessageReplaced.class);
    assertThat(arrived.events()).hasExactlyElementsOfTypes(MessageDelivered.class);
  }

  @Test
  void shouldIgnoreLateSentAfterDelivered() {
    // Given
    Message message = Messages.in(MessageState.DELIVERED);
    // When
    MessageTransition transition = message.apply(reported(MessageStatus.SENT));
    // Then
    assertThat(transition).isEqualTo(new Ignored(Ignored.IgnoreReason.LATE));
  }

  @Test
  void shouldCorrectTheTimeOfSendingSilently() {
    // Given
    Message message = Messages.in(MessageState.DELIVERED);
    Instant earlier = T0.minusSeconds(5);
    // When
    Applied applied = (Applied) message.apply(reported(MessageStatus.SENT, earlier));
    // Then
    assertThat(applied.events()).isEmpty();
    assertThat(applied.message().state()).isEqualTo(MessageState.DELIVERED);
    assertThat(applied.message().progress().at().sent()).isEqualTo(earlier);
  }

  @Test
  void shouldTellTheTranslatedReasonOfAFailure() {
    // Given
    Message message = Messages.in(MessageState.SENT);
    // When
    Applied applied = (Applied) message.apply(reported(MessageStatus.UNDELIVERED));
    // Then
    MessageFailed failed = (MessageFailed) applied.events().get(0);
    assertThat(failed.status()).isEqualTo(MessageStatus.UNDELIVERED);
    assertThat(failed.code()).isEqualTo(CAUSE.code());
    assertThat(failed.reason()).isEqualTo(CAUSE.reason());
  }

  @Test
  void shouldBelieveTheHandsetWhenAFailureTurnsOutWrong() {
    // Given
    Message message = Messages.in(MessageState.UNDELIVERED);
    // When
    Applied applied = (Applied) message.apply(reported(MessageStatus.DELIVERED));
    // Then
    assertThat(applied.events()).hasExactlyElementsOfTypes(MessageDelivered.class);
    assertThat(applied.message().progress().cause()).isNull();
  }

  @Test
  void shouldTellFailureOnceThoughTheKindOfFailureChanges() {
    // Given
    Message message = Messages.in(MessageState.FAILED);
    // When
    Applied applied = (Applied) message.apply(reported(MessageStatus.UNDELIVERED));
    // Then
    assertThat(applied.events()).isEmpty();
    assertThat(applied.message().state()).isEqualTo(MessageState.UNDELIVERED);
  }

  @Test
  void shouldTellOnceThatNobodyKnowsAndNotClaimSending() {
    // Given
    Message message = Messages.in(MessageState.SENDING_UNKNOWN);
    // When
    Applied applied = (Applied) message.apply(new ReceiptOverdue(T0));
    MessageTransition again = applied.message().apply(reported(MessageStatus.UNCONFIRMED));
    // Then
    assertThat(applied.events()).singleElement().isInstanceOf(MessageUnconfirmed.class);
    assertThat(((Applied) again).events()).noneMatch(event -> event instanceof MessageUnconfirmed);
    assertThat(applied.message().progress().at().sent()).isNull();
  }

  @Test
  void shouldTellThePriceOnce() {
    // Given
    Message message = Messages.in(MessageState.DELIVERED);
    // When
    Applied first = (Applied) message.apply(Messages.priced(MessageStatus.DELIVERED, "0.0310"));
    MessageTransition again =
        first.message().apply(Messages.priced(MessageStatus.DELIVERED, "0.0310"));
    // Then
    assertThat(first.events())
        .singleElement()
        .isInstanceOfSatisfying(
            MessageCosted.class, e -> assertThat(e.cost()).isEqualTo(Money.of("0.031", "USD")));
    assertThat(again).isEqualTo(new Ignored(Ignored.IgnoreReason.REPEATED));
  }

  @Test
  @DisplayName("MSG-419 what a received message costs is told once, and no status says so")
  void shouldTellThePriceOfWhatWasReceivedOnce() {
    // Given
    Message message = Messages.in(MessageState.RECEIVED);
    PriceNamed price = new PriceNamed(Money.of("0.0075", "USD"), T0);
    // When
    Applied first = (Applied) message.apply(price);
    MessageTransition again = first.message().apply(new PriceNamed(Money.of("9", "USD"), T0));
    MessageTransition status = message.apply(Messages.priced(MessageStatus.DELIVERED, "0.0310"));
    MessageTransition none = message.apply(new PriceNamed(null, T0));
    // Then
    assertThat(first.events())
        .singleElement()
        .isInstanceOfSatisfying(
            MessageCosted.class, e -> assertThat(e.cost()).isEqualTo(Money.of("0.0075", "USD")));
    assertThat(first.message().state()).isEqualTo(MessageState.RECEIVED);
    assertThat(again).isEqualTo(new Ignored(Ignored.IgnoreReason.REPEATED));
    assertThat(none).isEqualTo(new Ignored(Ignored.IgnoreReason.REPEATED));
    assertThat(status).isEqualTo(new Ignored(Ignored.IgnoreReason.CLOSED));
  }

  @Test
  void shouldTakeTheCarriersCountOfSegments() {
    // Given
    Message message = Messages.sending();
    // When
    Applied applied = (Applied) message.apply(Messages.priced(MessageStatus.DELIVERED, "0.06"));
    // Then
    assertThat(applied.message().progress().segments()).isEqualTo(2);
    assertThat(applied.events())
        .filteredOn(MessageDelivered.class::isInstance)
        .extracting(e -> ((MessageDelivered) e).segments())
        .containsExactly(2);
  }

  @Test
  void shouldTellWhoSentItToWhom() {
    // Given
    Message message = Messages.sending();
    // When
    Applied applied = (Applied) message.apply(reported(MessageStatus.READ));
    // Then
    MessageSent sent = (MessageSent) applied.events().get(0);
    MessageRead read = (MessageRead) applied.events().get(2);
    assertThat(List.of(sent.agentId(), sent.agentName()))
        .containsExactly(message.details().author().userId(), message.details().author().name());
    assertThat(List.of(read.agentId(), read.agentName()))
        .containsExactly(sent.agentId(), sent.agentName());
    assertThat(read.contactId()).isEqualTo(message.details().contactId());
  }

  @Test
  @DisplayName("MSG-386 each event of a WhatsApp message tells by which category it is priced")
  void shouldTellByWhichCategoryWhatsAppPrices() {
    // Given
    ApprovedText marketing = new ApprovedText("HX1", Map.of(), WhatsAppCategory.MARKETING);
    ApprovedText before = new ApprovedText("HX1", Map.of(), null);
    // Then
    assertThat(categories(Messages.sending())).hasSize(3).containsOnlyNulls();
    assertThat(categories(Messages.whatsApp(null))).hasSize(3).containsOnly("service");
    assertThat(categories(Messages.whatsApp(marketing))).hasSize(3).containsOnly("marketing");
    assertThat(categories(Messages.whatsApp(before))).hasSize(3).containsOnlyNulls();
    Applied failed =
        (Applied) Messages.whatsApp(marketing).apply(reported(MessageStatus.UNDELIVERED));
    assertThat(((MessageFailed) failed.events().get(failed.events().size() - 1)).category())
        .isEqualTo(WhatsAppCategory.MARKETING);
    assertThat(EventJson.read("{\"contentId\":\"HX1\",\"values\":{}}", ApprovedText.class))
        .isEqualTo(before);
  }

  /** Of being sent, delivered and read. */
  private static List<String> categories(Message message) {
    return ((Applied) message.apply(reported(MessageStatus.READ)))
        .events().stream()
            .map(
                event ->
                    event instanceof MessageSent sent
                        ? sent.category()
                        : event instanceof MessageDelivered delivered
                            ? delivered.category()
                            : ((MessageRead) event).category())
            .map(category -> category == null ? null : category.wire())
            .toList();
  }
}
