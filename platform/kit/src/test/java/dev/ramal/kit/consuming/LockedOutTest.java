package dev.ramal.kit.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LockedOutTest {
  private static final Throwable WHY = new IllegalStateException("locked");

  private final LockedOut left = new LockedOut();
  private final Delivery first = of("a");
  private final Delivery second = of("a");
  private final Delivery free = of("b");

  @Test
  @DisplayName("KIT-22 behind what waits in its place comes whatever else is of its key, in order")
  void shouldKeepTheOrderOfEachKey() {
    // Given
    left.add(List.of(first), WHY);

    // When
    List<Delivery> passed = left.pass(List.of(second, free));

    // Then
    assertThat(passed).containsExactly(free);
    assertThat(left.take()).containsExactly(List.of(first), List.of(second));
    assertThat(left.why()).isSameAs(WHY);
  }

  @Test
  @DisplayName("KIT-22 what is taken to be tried again waits no more, unless locked out anew")
  void shouldForgetWhatIsTriedAgain() {
    // Given
    left.add(List.of(first), WHY);

    // When
    List<List<Delivery>> taken = left.take();

    // Then
    assertThat(taken).containsExactly(List.of(first));
    assertThat(left.isEmpty()).isTrue();
    assertThat(left.pass(List.of(first, second))).containsExactly(first, second);
    left.add(List.of(first), WHY);
    assertThat(left.pass(List.of(second))).isEmpty();
    assertThat(left.take()).containsExactly(List.of(first), List.of(second));
  }

  @Test
  @DisplayName("KIT-22 where very many keys are locked it is the database, and nothing is divided")
  void shouldDivideNoMoreThanIsOfUse() {
    // When
    for (int n = 0; n < 8; n++) {
      assertThat(left.hasRoom()).isTrue();
      left.add(List.of(of("k" + n)), WHY);
    }

    // Then
    assertThat(left.hasRoom()).isFalse();
    left.take();
    assertThat(left.hasRoom()).isTrue();
  }

  private static Delivery of(String key) {
    return new Delivery(
        Message.of(""),
        new ReceivedEvent(
            "e", "type", TenantId.of("aurora"), null, Instant.EPOCH, null, "topic", key, 1, "{}"));
  }
}
