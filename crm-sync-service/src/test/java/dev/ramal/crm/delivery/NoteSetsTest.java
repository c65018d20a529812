package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RoundTrips;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.test.junit.QuarkusMock;
import io.vertx.mutiny.pgclient.PgPool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Notes of two organizations that are due at one time. */
@CrmTest
class NoteSetsTest {
  /** Stands in the statement that sees whose the jobs are. */
  private static final String BEGINNING = "as given (tenant, seq, attempt)";

  private static final List<TenantId> BOTH = List.of(Tenants.AURORA, Tenants.BOREAL);

  private final Postgres crm = Postgres.database("crm");
  private final List<String> calls = new ArrayList<>();
  private TopicProbe topics;

  @Inject PgPool pool;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla");
    RdStation.connect("bia", RdAccount.DEFAULT_CRM);
  }

  @AfterEach
  void close() {
    release();
    topics.close();
  }

  @Test
  @DisplayName("CRM-266 notes of two organizations leave once each, begun by the statements of one")
  void shouldBeginManyWithTheStatementsOfOne() {
    // Given: statements that are not this process' first
    held();
    release();
    calls.forEach(call -> topics.await(ActivitySynced.class, call));
    calls.clear();
    held();
    RoundTrips trips = new RoundTrips();
    QuarkusMock.installMockForType(
        PgPool.newInstance(trips.watch(io.vertx.pgclient.PgPool.class, pool.getDelegate())),
        PgPool.class);

    // When
    release();

    // Then: each by itself where a connection prepares them
    calls.forEach(call -> topics.await(ActivitySynced.class, call));
    assertOnce();
    assertThat(trips.all(BEGINNING))
        .as("locks activities and jobs, reads prices, stores and commits")
        .hasSizeBetween(1, calls.size() - 1)
        .anySatisfy(taken -> assertThat(taken).hasSizeLessThanOrEqualTo(3));
  }

  @Test
  @DisplayName("CRM-267 an activity that somebody holds holds up no note of another organization")
  void shouldHoldUpNobodyElse() throws SQLException {
    // Given
    held();
    String locked = calls.get(0);
    try (Connection holder = crm.connect();
        PreparedStatement lock =
            holder.prepareStatement("select 1 from activity where subject_id = ? for update")) {
      holder.setAutoCommit(false);
      lock.setString(1, locked);
      lock.execute();

      // When
      release();

      // Then
      calls.stream()
          .filter(call -> !call.equals(locked))
          .forEach(call -> topics.await(ActivitySynced.class, call));
      assertThat(crm.value("select state from activity where subject_id = ?", locked))
          .isEqualTo("pending");
      holder.rollback();
    }
    topics.await(ActivitySynced.class, locked);
    assertOnce();
  }

  @Test
  @DisplayName("CRM-268 notes whose begin was committed without anybody hearing of it leave once")
  void shouldLookForWhatWasBegunWithoutOurKnowing() {
    // Given
    held();
    RoundTrips trips = new RoundTrips();
    QuarkusMock.installMockForType(
        PgPool.newInstance(trips.watch(io.vertx.pgclient.PgPool.class, pool.getDelegate())),
        PgPool.class);
    trips.loseCommit(BEGINNING, new PgException("terminating connection", "FATAL", "57P01", null));

    // When
    release();

    // Then
    calls.forEach(call -> topics.await(ActivitySynced.class, call));
    assertThat(trips.hasLostCommit()).isTrue();
    assertOnce();
  }

  @Test
  @DisplayName("CRM-269 a token that cannot be opened holds up no note of another organization")
  void shouldFailForItselfWhereATokenCannotBeOpened() {
    // Given
    held();
    crm.execute(
        "update crm_connection set access_token = 'v1:none:none', access_expires_at = now() +"
            + " interval '1 hour' where tenant = 'boreal'");

    // When
    release();

    // Then
    calls.stream()
        .filter(call -> calls.indexOf(call) % 2 == 0)
        .forEach(call -> topics.await(ActivitySynced.class, call));
    assertThat(
            crm.count(
                "activity where tenant = 'boreal' and state = 'synced'"
                    + " and subject_id = any(string_to_array(?, ','))",
                String.join(",", calls)))
        .isZero();
    RdStation.connect("bia", RdAccount.DEFAULT_CRM);
    calls.forEach(call -> topics.await(ActivitySynced.class, call));
    assertOnce();
  }

  /** Four of each organization, with people of their own, that are due and may not leave. */
  private void held() {
    for (TenantId tenant : BOTH) {
      crm.execute(
          "insert into job_accounts (tenant, account, paused_until) values (?, 'crm', 'infinity')"
              + " on conflict (tenant, account) do update set paused_until = 'infinity'",
          tenant.value());
    }
    for (int i = 0; i < 8; i++) {
      String call = FinishedCalls.newId();
      String mobile = FinishedCalls.newMobile();
      RdStation.crm().addDeal("D", RdStation.crm().addContact("M", mobile), "ongoing");
      topics.send(FinishedCalls.ended(BOTH.get(i % 2), call, mobile, false, 0, 5));
      calls.add(call);
    }
    await()
        .until(
            () ->
                crm.count(
                        "jobs where due_at < now() and subject = any(string_to_array(?, ','))",
                        String.join(",", calls))
                    == calls.size());
  }

  private void release() {
    crm.execute("update job_accounts set paused_until = null where tenant in ('aurora', 'boreal')");
  }

  private void assertOnce() {
    assertThat(RdStation.crm().notes())
        .filteredOn(note -> calls.stream().anyMatch(note.getString("description")::contains))
        .hasSize(calls.size());
  }
}
