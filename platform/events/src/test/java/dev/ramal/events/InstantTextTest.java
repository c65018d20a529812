package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstantTextTest {
  private record Said(Instant at) {}

  @Test
  void shouldWriteWhatTheJdkWrites() {
    // Given
    Random random = new Random(1);
    long[] steps = {1, 1_000, 1_000_000, 1_000_000_000};

    // Then
    for (int i = 0; i < 40_000; i++) {
      long nanos = random.nextInt(1_000_000_000) / steps[i % 4] * steps[i % 4];
      assertSame(Instant.ofEpochSecond(random.nextLong(-4_000_000_000L, 260_000_000_000L), nanos));
    }
  }

  @Test
  void shouldWriteTheEndsOfDaysYearsAndOfTime() {
    // Then
    List.of(
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999999Z",
            "2024-02-29T23:59:59.999999Z",
            "2026-12-31T23:59:59.999Z",
            "9999-12-31T23:59:59.000000001Z")
        .forEach(text -> assertSame(Instant.parse(text)));
    List.of(Instant.MIN, Instant.MAX, Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1))
        .forEach(InstantTextTest::assertSame);
  }

  private static void assertSame(Instant instant) {
    assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
    assertThat(EventJson.write(new Said(instant))).isEqualTo("{\"at\":\"" + instant + "\"}");
  }
}
