package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.JobQueue.Rate;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.messaging.sending.SenderWindow.Place;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MSG-410 no more than a second's messages of a sender are without an answer")
class SenderWindowTest {
  private static final RowKey SENDER = RowKey.of(TenantId.of("aurora"), "conn/+1");
  private static final Rate FIVE = new Rate(5, 1);

  private final SenderWindow window = new SenderWindow();

  /** A place, and whether it is had yet. */
  private record Asked(Place place, UniAssertSubscriber<Boolean> entered) {}

  @ParameterizedTest
  @CsvSource({"0.1, 1, 1", "1, 1, 1", "3, 1, 1", "20, 1, 18", "20, 5, 14", "4, 8, 1"})
  void shouldLeaveRoomForWhatThePaceLetsPass(double perSecond, int burst, int size) {
    // When
    int most = SenderWindow.size(new Rate(perSecond, burst));

    // Then
    assertThat(most).isEqualTo(size);
  }

  @Test
  void shouldLetTheNextInWhenOneIsAnswered() {
    // Given
    List<Asked> asked = ask(5, SENDER);
    assertThat(entered(asked)).containsExactly(false, false, false, null, null);

    // When
    window.leave(asked.get(1).place());

    // Then
    assertThat(entered(asked)).containsExactly(false, false, false, true, null);
  }

  @Test
  void shouldNotKeepAPlaceForWhoeverWentAway() {
    // Given
    List<Asked> asked = ask(5, SENDER);

    // When: the first who waits goes, and the first who left says so twice
    asked.get(3).entered().cancel();
    window.leave(asked.get(3).place());
    window.leave(asked.get(0).place());
    window.leave(asked.get(0).place());

    // Then
    assertThat(entered(asked).get(4)).isTrue();
    assertThat(entered(ask(1, SENDER))).containsExactly((Boolean) null);
  }

  @Test
  void shouldBeAsWideAsBeforeOnceAllHaveLeft() {
    // Given
    List<Asked> asked = ask(9, SENDER);

    // When
    asked.forEach(one -> window.leave(one.place()));

    // Then
    assertThat(entered(ask(4, SENDER))).containsExactly(false, false, false, null);
  }

  @Test
  void shouldKeepNobodyForAnotherSender() {
    // Given
    ask(9, SENDER);

    // When
    List<Asked> other = ask(1, RowKey.of(TenantId.of("boreal"), "conn/+1"));

    // Then
    assertThat(entered(other)).containsExactly(false);
  }

  private List<Asked> ask(int messages, RowKey sender) {
    return IntStream.range(0, messages)
        .mapToObj(i -> new Place(sender))
        .map(
            place ->
                new Asked(
                    place,
                    window
                        .enter(place, FIVE)
                        .subscribe()
                        .withSubscriber(UniAssertSubscriber.create())))
        .toList();
  }

  /** Null for one that waits. */
  private static List<Boolean> entered(List<Asked> asked) {
    return asked.stream()
        .map(one -> one.entered().getItem())
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
