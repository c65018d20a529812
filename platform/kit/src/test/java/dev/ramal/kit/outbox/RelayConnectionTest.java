package dev.ramal.kit.outbox;

import static dev.ramal.kit.outbox.RelayFixture.LIMIT;
import static dev.ramal.kit.outbox.RelayFixture.awaitAllSent;
import static dev.ramal.kit.outbox.RelayFixture.unsent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Topics;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.servers.shared.SharedServers;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KitTest
class RelayConnectionTest {
  private static final String WAITS_WHILE_REMOVING =
      "datname = 'kit' and wait_event_type = 'Lock' and query like 'delete from outbox%'";

  @Inject RelayFixture fixture;

  private TopicProbe probe;

  @BeforeEach
  void open() {
    fixture.begin();
    probe = TopicProbe.on(Topics.BILLING);
  }

  @AfterEach
  void close() {
    fixture.end();
    probe.close();
  }

  @Test
  void shouldStartAgainWhenItsConnectionIsCut() {
    // Given
    fixture.relay();
    fixture.append(Tenants.AURORA, "before", 1);
    awaitAllSent();

    // When
    cutItsConnection();
    fixture.append(Tenants.AURORA, "after", 1);

    // Then
    awaitAllSent();
  }

  @Test
  void shouldGoOnWithWhatWasInHandWhenItsConnectionIsCutWhileItRemoves() throws SQLException {
    // Given
    fixture.append(Tenants.AURORA, "k", 5, 2);
    try (Connection other = connection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("select seq from outbox for update");
      fixture.relay();
      await()
          .atMost(LIMIT)
          .until(() -> Notes.DATABASE.count("pg_stat_activity where " + WAITS_WHILE_REMOVING) == 1);

      // When
      cutItsConnection();
      other.rollback();
    }

    // Then
    awaitAllSent();
    fixture.append(Tenants.AURORA, "k", 5, 1);
    awaitAllSent();
    assertThat(fixture.firstSeenByKey(probe)).isEqualTo(fixture.appended());
    assertThat(probe.all()).extracting(ReceivedRecord::id).doesNotHaveDuplicates();
  }

  @Test
  void shouldNotPassOverARowThatIsCommittedLongAfterHigherOnes() throws SQLException {
    // Given
    fixture.relay();
    try (Connection slow = connection()) {
      slow.setAutoCommit(false);
      slow.createStatement()
          .execute(
              "insert into outbox (partition, id, tenant, topic, record_key, type, headers,"
                  + " payload) select p, 'slow-' || p, 'aurora', '"
                  + Topics.BILLING
                  + "', 'aurora:slow' || p, 't', '{\"ce_id\":\"slow-' || p || '\"}', '{}'"
                  + " from generate_series(0, 15) as p");
      for (int i = 0; i < 5; i++) {
        fixture.append(Tenants.AURORA, "k", 20, 2);
        await().pollDelay(Duration.ofMillis(400)).atMost(LIMIT).until(() -> unsent() == 0);
      }

      // When
      slow.commit();
    }

    // Then
    awaitAllSent();
    assertThat(probe.all())
        .extracting(ReceivedRecord::id)
        .filteredOn(id -> id.startsWith("slow-"))
        .hasSize(16);
  }

  private static void cutItsConnection() {
    Notes.DATABASE.rows(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = ?"
            + " and database = (select oid from pg_database where datname = 'kit') limit 1",
        (long) RelayLocks.MEMBER_CLASS);
  }

  private static Connection connection() throws SQLException {
    var server = SharedServers.get().postgres();
    return DriverManager.getConnection(server.jdbcUrl("kit"), server.user(), server.password());
  }
}
