package dev.ramal.messaging.message;

import static dev.ramal.messaging.message.Messages.T0;
import static dev.ramal.messaging.message.Messages.reported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.MessageStatus;
import dev.ramal.messaging.message.MessageFact.OutcomeUnknown;
import dev.ramal.messaging.message.MessageFact.SendingHeld;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageNewsTest {
  @Test
  @DisplayName("MSG-314 what only waits, is tried or is in doubt amounts to what it did before")
  void shouldAmountToTheSameWhileNothingIsReported() {
    // Given
    Message accepted = Messages.accepted();
    Message sending = Messages.sending();
    // Then
    assertThat(Messages.with(accepted, new SendingHeld(T0.plusSeconds(60), T0)).amountsTo(accepted))
        .isTrue();
    assertThat(Messages.with(accepted, new SendingStarted(T0)).amountsTo(accepted)).isTrue();
    assertThat(Messages.with(sending, new OutcomeUnknown(T0)).amountsTo(sending)).isTrue();
    for (MessageStatus news :
        new MessageStatus[] {
          MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.READ, MessageStatus.FAILED
        }) {
      assertThat(Messages.with(sending, reported(news)).amountsTo(sending))
          .as("%s", news)
          .isFalse();
    }
    assertThat(Messages.with(sending, Messages.rerouted()).amountsTo(sending))
        .as("another carrier's figures")
        .isFalse();
    assertThat(Messages.in(MessageState.FAILED).amountsTo(Messages.in(MessageState.CANCELED)))
        .as("what is called off is no failure")
        .isFalse();
  }

  @Test
  @DisplayName("MSG-311 an arrival and a failure are news of a message, once each")
  void shouldBeNewsWhenItArrivesOrFails() {
    // Given
    Message sent = Messages.in(MessageState.SENT);
    Message failed = Messages.with(sent, reported(MessageStatus.UNDELIVERED));
    Message arrived = Messages.with(failed, reported(MessageStatus.DELIVERED));
    // Then
    assertThat(failed.isNews(sent)).isTrue();
    assertThat(arrived.isNews(failed)).isTrue();
    assertThat(Messages.with(arrived, reported(MessageStatus.READ)).isNews(arrived)).isFalse();
    assertThat(sent.isNews(Messages.sending())).isFalse();
  }
}
