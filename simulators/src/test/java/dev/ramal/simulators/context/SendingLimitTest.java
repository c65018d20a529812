package dev.ramal.simulators.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.simulators.http.ApiError;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SIM-600 a sender that is given too many messages refuses them with 429")
class SendingLimitTest {
  private final AtomicLong clock = new AtomicLong();
  private final SendingLimit limit = new SendingLimit(clock::get);

  @Test
  void shouldTakeASecondsMessagesAtOnceAndThenAsManyAsASecondBrings() {
    // Given
    limit.perSecond(20);

    // When
    long first = taken(30);
    clock.addAndGet(Duration.ofMillis(500).toNanos());
    long later = taken(30);

    // Then
    assertThat(first).isEqualTo(20);
    assertThat(later).isEqualTo(10);
    assertThat(limit.refused()).isEqualTo(30);
    assertThat(limit.takes("another")).isTrue();
  }

  @Test
  void shouldRefuseNothingWithoutALimit() {
    // When
    limit.perSecond(1);
    taken(2);
    limit.perSecond(0);

    // Then
    assertThat(taken(1_000)).isEqualTo(1_000);
    assertThat(limit.refused()).isZero();
  }

  @Test
  void shouldSayInTheCarriersWordsWhenToTryAgain() {
    // Given
    limit.perSecond(1);
    limit.check("+551130031000", TelnyxErrors.MADE);

    // Then
    assertThatThrownBy(() -> limit.check("+551130031000", TelnyxErrors.MADE))
        .isInstanceOf(ApiError.class)
        .hasMessageContaining("429");
    assertThatThrownBy(() -> limit.check("+551130031000", TwilioErrors.MADE))
        .isInstanceOfSatisfying(
            ApiError.class, refused -> assertThat(refused.headers()).containsKey("Retry-After"));
  }

  private long taken(int asked) {
    return IntStream.range(0, asked).filter(i -> limit.takes("+551140028922")).count();
  }
}
