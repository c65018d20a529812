package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Direction;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final Usage CALL = Samples.leadCall("mobile", 37);
  private static final Instant END = Samples.NOVEMBER.plusSeconds(37);

  @Test
  void shouldBeRatedAsOneThatEndsAtAnotherTimeAndAsNoOther() {
    // Then
    assertThat(CALL.isRatedAs(CALL.until(END))).isTrue();
    assertThat(CALL.until(END).isRatedAs(CALL)).isTrue();
    assertThat(CALL.isRatedAs(CALL.counting(38))).isFalse();
    assertThat(CALL.isRatedAs(CALL.continuing(1))).isFalse();
    assertThat(CALL.isRatedAs(null)).isFalse();
  }

  @Test
  void shouldKeepEverythingElse() {
    // When
    Usage later = CALL.at(END);

    // Then
    assertThat(later.occurredAt()).isEqualTo(END);
    assertThat(later.at(CALL.occurredAt())).isEqualTo(CALL);
    assertThat(CALL.counting(99).quantity()).isEqualTo(99);
    assertThat(CALL.counting(99).counting(37)).isEqualTo(CALL);
  }

  @Test
  void shouldBeJoinedOnlyWhenItIsAnAnsweredCallWithSomebodyThatIsOver() {
    // Given
    Usage over = CALL.until(END);

    // Then
    assertThat(over.mayBeJoined()).isTrue();
    assertThat(CALL.mayBeJoined()).as("it is not over").isFalse();
    assertThat(over.counting(0).mayBeJoined()).as("not answered").isFalse();
    assertThat(over.counting(1).mayBeJoined()).isTrue();
    assertThat(Samples.sms(1).until(END).mayBeJoined()).as("no call").isFalse();
    assertThat(with(null, "lead", Direction.OUTBOUND).until(END).mayBeJoined())
        .as("with nobody known")
        .isFalse();
  }

  @Test
  void shouldBeWithTheSameByNumberLegAndDirection() {
    // Given
    Usage usage = with("+5511987654321", "lead", Direction.OUTBOUND);

    // Then
    assertThat(usage.isWithTheSame(CALL)).isTrue();
    assertThat(usage.isWithTheSame(with("+5511987654322", "lead", Direction.OUTBOUND))).isFalse();
    assertThat(usage.isWithTheSame(with("+5511987654321", "agent", Direction.OUTBOUND))).isFalse();
    assertThat(usage.isWithTheSame(with("+5511987654321", "lead", Direction.INBOUND))).isFalse();
  }

  private static Usage with(String party, String leg, Direction direction) {
    return new Usage(Meter.VOICE_MINUTE, leg, null, direction, null, party, 37, Samples.NOVEMBER);
  }
}
