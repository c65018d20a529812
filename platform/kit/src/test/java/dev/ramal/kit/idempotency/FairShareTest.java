package dev.ramal.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a flood of one organization takes no more than its part of the connections")
class FairShareTest {
  private final FairShare share = new FairShare(2);
  private final List<String> begun = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final List<UniEmitter<? super String>> underWay = new ArrayList<>();

  @Test
  void shouldLetOthersBeginWhileOneWaitsForItsOwn() {
    // When
    begin("large", "1");
    begin("large", "2");
    begin("large", "3");
    begin("large", "4");
    begin("small", "a");

    // Then
    assertThat(begun).containsExactly("1", "2", "a");
  }

  @Test
  void shouldLetWaitingOnesBeginInTheirOrderWhateverBecameOfThoseBefore() {
    // Given
    begin("large", "1");
    begin("large", "2");
    begin("large", "3");
    begin("large", "4");

    // When
    underWay.get(1).complete("done");
    underWay.get(0).fail(new IllegalStateException("refused"));

    // Then
    assertThat(begun).containsExactly("1", "2", "3", "4");
    assertThat(failed).containsExactly("1");
  }

  @Test
  void shouldHaveAllPlacesAgainWhenEverythingHasEnded() {
    // Given
    begin("large", "1");
    begin("large", "2");
    begin("large", "3");
    for (int n = 0; n < 3; n++) {
      underWay.get(n).complete("done");
    }

    // When
    begin("large", "4");
    begin("large", "5");
    begin("large", "6");

    // Then
    assertThat(begun).containsExactly("1", "2", "3", "4", "5");
  }

  private void begin(String organization, String work) {
    share
        .of(
            organization,
            () -> {
              begun.add(work);
              return Uni.createFrom().emitter(underWay::add);
            })
        .subscribe()
        .with(done -> {}, failure -> failed.add(work));
  }
}
