package dev.ramal.crm.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.jobs.JobQueue;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadReachTest {
  @ParameterizedTest
  @CsvSource({"4, 0, 0.00", "0, 0, 1.00", "0, 1, 0.50", "0, 3600, 0.00", "-3, 0, 1.00"})
  @DisplayName("CRM-149 what is used of the quota comes back with time")
  void shouldCountTokensAsTheyAreNow(BigDecimal tokens, BigDecimal secondsAgo, String used) {
    // Then
    assertThat(ReadReach.used(new JobQueue.Rate(2, 4), tokens, secondsAgo)).isEqualTo(used);
  }
}
