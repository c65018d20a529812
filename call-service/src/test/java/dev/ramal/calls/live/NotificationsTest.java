package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.testkit.Postgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class NotificationsTest {
  private static final String LISTENING =
      """
      select pid from pg_stat_activity
      where datname = current_database() and usename = 'calls_app'
        and (query = 'select 1 as notifications' or query like '%listen call_%')
      """;

  private final Postgres calls = Postgres.database("calls");

  @Test
  @DisplayName("CALL-61 a connection for notifications that has died without a word is replaced")
  void shouldReplaceAConnectionThatNoLongerAnswers() throws Exception {
    // Given
    await().until(() -> listening().size() == 1);
    long silent = listening().get(0);
    assumeTrue(ProcessHandle.of(silent).isPresent(), "Postgres runs on another machine");

    // When
    signal("STOP", silent);

    // Then
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> listening().stream().anyMatch(pid -> pid != silent));
    } finally {
      signal("CONT", silent);
    }
    await().untilAsserted(() -> assertThat(listening()).hasSize(1).doesNotContain(silent));
  }

  private List<Long> listening() {
    return calls.rows(LISTENING).stream()
        .map(row -> ((Number) row.get("pid")).longValue())
        .toList();
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    assertThat(code).isZero();
  }
}
