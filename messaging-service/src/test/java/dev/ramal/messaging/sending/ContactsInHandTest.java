package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "MSG-369 messages to one contact reach the carrier in the order in which they were taken")
class ContactsInHandTest {
  private static final RowKey CONTACT = RowKey.of(TenantId.of("aurora"), "+5511987654321");
  private static final RowKey SAME_NUMBER = RowKey.of(TenantId.of("boreal"), "+5511987654321");

  private long now;
  private final ContactsInHand contacts = new ContactsInHand(Duration.ofMinutes(1), () -> now);

  @Test
  void shouldLetTheNextWaitUntilTheOneBeforeHasEnded() {
    // Given
    assertThat(contacts.take(CONTACT)).isTrue();
    CompletableFuture<Void> next = contacts.free(CONTACT).subscribeAsCompletionStage();
    boolean early = next.isDone() || contacts.take(CONTACT);

    // When
    contacts.giveBack(CONTACT);

    // Then
    assertThat(early).isFalse();
    assertThat(next).isCompleted();
    assertThat(contacts.take(CONTACT)).isTrue();
    assertThat(contacts.take(SAME_NUMBER)).as("of another organization").isTrue();
  }

  @Test
  void shouldLetNobodyWaitWhereNothingIsInHand() {
    assertThat(contacts.free(CONTACT).subscribeAsCompletionStage()).isCompleted();
  }

  @Test
  void shouldNotWaitForOneOfWhichNobodySaysThatItHasEnded() {
    // Given
    contacts.take(CONTACT);

    // When
    now = Duration.ofSeconds(61).toNanos();

    // Then
    assertThat(contacts.take(CONTACT)).isTrue();
  }
}
