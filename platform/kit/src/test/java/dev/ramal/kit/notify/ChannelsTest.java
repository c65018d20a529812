package dev.ramal.kit.notify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelsTest {

  /** Triggers of applied migrations and replicas of an older build use the same names. */
  @Test
  void shouldKeepTheNamesOfTheChannels() {
    // Given nothing

    // When
    String[] names = {Channels.OUTBOX, Channels.JOBS};

    // Then
    assertThat(names).containsExactly("kit_outbox", "kit_jobs");
  }
}
