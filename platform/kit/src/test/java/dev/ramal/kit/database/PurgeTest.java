package dev.ramal.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KitTest
class PurgeTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String OLD = "inbox where consumer = 'purge-test'";

  @Inject Purge purge;
  @Inject MeterRegistry metrics;

  @BeforeEach
  void open() {
    Notes.DATABASE.execute("delete from " + OLD);
  }

  @Test
  void shouldKeepUpWithWhateverWasWritten() {
    // Given
    remember(12_001, "32 days");
    remember(7, "30 days");

    // When
    purge.round().await().atMost(LIMIT);

    // Then
    assertThat(Notes.DATABASE.count(OLD)).isEqualTo(7);
    assertThat(overdue()).isZero();
  }

  @Test
  void shouldLeaveItToAnotherReplicaThatIsAtItAndTellHowMuchIsOverdue() throws Exception {
    // Given
    remember(3, "33 days");
    var server = dev.ramal.servers.shared.SharedServers.get().postgres();
    try (var other =
        java.sql.DriverManager.getConnection(
            server.jdbcUrl("kit"), server.user(), server.password())) {
      other
          .createStatement()
          .execute("select pg_advisory_lock(" + 0x70757267 + ", hashtext('inbox'))");

      // When
      purge.round().await().atMost(LIMIT);
    }

    // Then
    assertThat(Notes.DATABASE.count(OLD)).isEqualTo(3);
    assertThat(overdue()).isGreaterThan(Duration.ofDays(1).toSeconds());
  }

  private double overdue() {
    return metrics.get("ramal.purge.overdue.seconds").tag("table", "inbox").gauge().value();
  }

  private static void remember(int rows, String age) {
    Notes.DATABASE.execute(
        "insert into inbox (consumer, event_id, tenant, applied_at) select 'purge-test', '"
            + age
            + "-' || n, 'aurora', now() - interval '"
            + age
            + "' from generate_series(1, "
            + rows
            + ") n");
  }
}
