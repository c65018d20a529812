package dev.ramal.messaging.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Topics;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.reach.Reach;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class HopIndexTest {
  private static final Duration KEEP = Duration.ofDays(30);

  /** Calls of ten events; each event has a handle of its own, and one of its call. */
  private static final String HOPS =
      """
      insert into hop (tenant, topic, partition, record_offset, published_at, event_id, type,
        causation, subject_kind, subject_id, handles, ties)
      select 'plan-1', 'calls.events.v1', n %% 12, n, now(), 'plan-' || n,
        'dev.ramal.calls.CallRinging', 'plan-' || n - 1, 'call', 'plan-call-' || n / 10,
        array[md5('plan-' || n)::uuid, md5('plan-call-' || n / 10)::uuid], 2
      from generate_series(1, %d) as n
      """;

  private static final String HANDLES =
      """
      insert into hop_handle (handle, tenant, hop)
      select named.handle, tenant, seq
      from hop cross join lateral unnest(handles) as named (handle)
      where tenant = 'plan-1' and %d > 0
      """;

  @Inject HopRepository hops;
  @Inject SqlTransactions transactions;
  @Inject HandleHashes hashes;

  private final String call = UUID.randomUUID().toString();

  @Test
  @DisplayName("MSG-538 records that are read again, also by two at once, are indexed once")
  void shouldIndexEachRecordOnce() {
    // Given
    List<HopRow> rows = rows(20, Instant.now());
    List<Uni<Void>> readers = new ArrayList<>();

    // When
    for (int i = 0; i < 4; i++) {
      readers.add(transactions.acrossTenants("a test of all", sql -> hops.keep(sql, rows, KEEP)));
    }
    Uni.join().all(readers).andCollectFailures().await().atMost(Duration.ofSeconds(20));
    List<Hop> found =
        transactions.inTenant(Tenants.AURORA, sql -> find(sql, call)).await().indefinitely();

    // Then
    assertThat(found).hasSize(20);
    assertThat(found).extracting(Hop::offset).containsExactlyElementsOf(offsets(20));
    assertThat(transactions.inTenant(Tenants.BOREAL, sql -> find(sql, call)).await().indefinitely())
        .as("row-level security")
        .isEmpty();
  }

  @Test
  @DisplayName("MSG-538 what lies at the same place after Kafka was emptied is another record")
  void shouldTellAnotherRecordOfTheSamePlace() {
    // Given
    Instant now = Instant.now();

    // When
    keep(rows(1, now));
    keep(rows(1, now.minusSeconds(60)));

    // Then
    assertThat(transactions.inTenant(Tenants.AURORA, sql -> find(sql, call)).await().indefinitely())
        .hasSize(2);
  }

  @Test
  @DisplayName("MSG-539 the index is bounded by age and by number, handles go with their events")
  void shouldStayWithinItsBounds() {
    // Given: all that others have indexed is out of the way, in a transaction that is undone
    Instant now = Instant.now();
    List<HopRow> old = rows(30, now.minus(Duration.ofDays(31)));
    List<HopRow> fresh = rows(50, now);
    List<Long> seen = new ArrayList<>();

    // When
    transactions
        .acrossTenants(
            "a test of all",
            sql ->
                sql.query("delete from hop_handle")
                    .chain(() -> sql.query("delete from hop"))
                    .chain(() -> hops.keep(sql, old, KEEP))
                    .chain(() -> count(sql, seen))
                    .chain(() -> hops.keep(sql, old, Duration.ofDays(40)))
                    .chain(() -> hops.keep(sql, fresh, KEEP))
                    .chain(() -> hops.purge(sql, KEEP, 1_000_000))
                    .invoke(purged -> seen.add(purged))
                    .chain(() -> hops.purge(sql, KEEP, 20))
                    .invoke(purged -> seen.add(purged))
                    .chain(() -> count(sql, seen))
                    .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("undo"))))
        .onFailure(IllegalStateException.class)
        .recoverWithNull()
        .await()
        .atMost(Duration.ofSeconds(30));

    // Then: what others index meanwhile counts, too, and is younger
    assertThat(seen.get(0)).as("older than rows are kept").isZero();
    assertThat(seen.get(1)).as("due by age").isEqualTo(30);
    assertThat(seen.get(2)).as("above the number").isGreaterThanOrEqualTo(30);
    assertThat(seen.get(3)).as("left").isLessThanOrEqualTo(20L);
  }

  @Test
  @DisplayName("MSG-530 the index is as far as the slowest replica, and no replica may not know")
  void shouldBeAsFarAsTheSlowestReplica() {
    // Given
    Instant late = Instant.parse("2026-11-03T14:00:00Z");
    List<Instant> told = new ArrayList<>();

    // When: in a transaction that is undone
    transactions
        .acrossTenants(
            "a test of all",
            sql ->
                sql.query("delete from lineage_progress")
                    .chain(() -> hops.tellProgress(sql, "one", late.plusSeconds(60)))
                    .chain(() -> hops.tellProgress(sql, "other", null))
                    .chain(() -> hops.progress(sql))
                    .invoke(told::add)
                    .chain(() -> hops.tellProgress(sql, "other", late))
                    .chain(() -> hops.progress(sql))
                    .invoke(told::add)
                    .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException("undo"))))
        .onFailure(IllegalStateException.class)
        .recoverWithNull()
        .await()
        .atMost(Duration.ofSeconds(30));

    // Then
    assertThat(told).containsExactly(null, late);
  }

  @Test
  @DisplayName("MSG-540 events are looked up by handle and place, whatever Postgres believes")
  void shouldLookUpByHandle() {
    // Given
    String[] handles =
        IntStream.rangeClosed(1, 64)
            .mapToObj(n -> md5("plan-call-" + n * 30))
            .toArray(String[]::new);
    Object[] again = HopRepository.rows(rows(64, Instant.now()), KEEP);

    // When
    QueryPlan found;
    QueryPlan kept;
    QueryPlan purged;
    try (StaleStatistics stale = StaleStatistics.in("messaging", DatabaseConnections.LOOK_UP)) {
      stale.grown("hop", HOPS).grown("hop_handle", HANDLES);
      found = stale.plan(HopRepository.FIND_OF_ONE, handles, "plan-1", 500, 501);
      kept = stale.plan(HopRepository.KEEP, again);
      purged = stale.plan(HopRepository.PURGE, 0, 100);
    }

    // Then
    assertThat(found.scannedWhole()).as("%s", found).doesNotContain("hop", "hop_handle");
    assertThat(found.pages()).as("%s", found).isLessThan(64 * 10 * 10);
    assertThat(kept.scannedWhole()).as("%s", kept).doesNotContain("hop", "hop_handle");
    assertThat(purged.scannedWhole()).as("%s", purged).doesNotContain("hop", "hop_handle");
  }

  private void keep(List<HopRow> rows) {
    transactions
        .acrossTenants("a test of all", sql -> hops.keep(sql, rows, KEEP))
        .await()
        .indefinitely();
  }

  private Uni<List<Hop>> find(Sql sql, String id) {
    return hops.find(sql, new Reach(Tenants.AURORA), List.of(hashes.ofId(id)), 500, 500);
  }

  /** This test's events, and fails where one has lost a handle or one is left over. */
  private Uni<Void> count(Sql sql, List<Long> seen) {
    return sql.query(
            """
            select (select count(*) from hop where subject_id = $1),
              (select count(*) from hop_handle as named
                where not exists (select 1 from hop where seq = named.hop)),
              (select count(*) from hop where cardinality(handles) <> (
                select count(*) from hop_handle where hop_handle.hop = hop.seq))
            """,
            call)
        .invoke(
            rows -> {
              seen.add(rows.get(0).bigint(0));
              if (rows.get(0).bigint(1) + rows.get(0).bigint(2) != 0) {
                throw new AssertionError("handles without events, or events without handles");
              }
            })
        .replaceWithVoid();
  }

  private List<HopRow> rows(int count, Instant published) {
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                HopRow.of(
                    LineageEvents.record(
                        Topics.CALLS,
                        1_000_000_000L + n,
                        published,
                        LineageEvents.headers(
                            "dev.ramal.calls.CallRinging", call + "-" + n + published, null),
                        ("{\"callId\":\"" + call + "\"}").getBytes(StandardCharsets.UTF_8)),
                    new LineageTopics.Origin(Topics.CALLS, null),
                    hashes))
        .toList();
  }

  private static List<Long> offsets(int count) {
    return IntStream.range(0, count).mapToObj(n -> 1_000_000_000L + n).toList();
  }

  /** As the statement that fills the table makes them. */
  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
