package dev.ramal.crm.messagedays;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.fixtures.WrittenMessages;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventTypes;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageNewsTest {
  private static final String LATE_EVENING = "2026-11-04T02:59:59Z";

  private final WrittenMessages messages = new WrittenMessages(Tenants.AURORA, "+5511987654321");

  @Test
  @DisplayName("CRM-239 a message is the same in whichever order its news come")
  void shouldMeanTheSameInEitherOrder() {
    // Given
    MessageNews accepted = read(messages.accepted("m1", Channel.SMS, LATE_EVENING, "Oi")).get();
    MessageNews failed =
        read(messages.failed("m1", Channel.SMS, LATE_EVENING, MessageStatus.FAILED, "x")).get();

    // When
    MessageNews one = accepted.with(failed);
    MessageNews other = failed.with(accepted);

    // Then
    assertThat(one).usingRecursiveComparison().ignoringFields("causation").isEqualTo(other);
    assertThat(one.body()).isEqualTo("Oi");
    assertThat(one.failure()).isEqualTo("x");
    assertThat(one.day()).as("in São Paulo").isEqualTo(LocalDate.parse("2026-11-03"));
    assertThat(one.leftOut()).isFalse();
  }

  @Test
  @DisplayName("CRM-239 one that was withdrawn is left out, and whoever has no number")
  void shouldLeaveOut() {
    // Given
    WrittenMessages bank = new WrittenMessages(Tenants.AURORA, "27182");
    MessageNews withdrawn =
        read(messages.failed("m1", Channel.SMS, LATE_EVENING, MessageStatus.CANCELED, "retirada"))
            .get();

    // Then
    assertThat(withdrawn.leftOut()).isTrue();
    assertThat(read(bank.received("m2", Channel.SMS, LATE_EVENING, "Seu token"))).isEmpty();
    assertThat(MessageNews.isToldBy(event(MessageDelivered.TYPE, "{}"))).isFalse();
  }

  private static Optional<MessageNews> read(Event<?> event) {
    return MessageNews.of(
        event(EventTypes.typeOf(event.data().getClass()), EventJson.write(event.data())));
  }

  private static ReceivedEvent event(String type, String data) {
    return new ReceivedEvent(
        "e", type, Tenants.AURORA, "m1", Instant.EPOCH, null, "topic", "k", 0, data);
  }
}
