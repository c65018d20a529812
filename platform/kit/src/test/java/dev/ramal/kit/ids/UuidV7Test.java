package dev.ramal.kit.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7Test {

  @Test
  void shouldCarryVersionVariantAndTime() {
    // When
    UUID id = UuidV7.next();

    // Then
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    long age = Instant.now().toEpochMilli() - (id.getMostSignificantBits() >>> 16);
    assertThat(age).isBetween(-60_000L, 5_000L);
  }

  @Test
  void shouldNeverGoBackwards() {
    // When
    List<String> ids = Stream.generate(UuidV7::next).limit(20_000).map(UUID::toString).toList();

    // Then
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }
}
