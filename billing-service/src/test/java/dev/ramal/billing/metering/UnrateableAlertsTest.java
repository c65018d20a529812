package dev.ramal.billing.metering;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.metering.UsageSet.Change;
import dev.ramal.billing.rating.ExchangeRates;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.TariffBook;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BillingTest
class UnrateableAlertsTest {
  private static final RateUsage NO_TARIFF =
      new RateUsage(new TariffBook(List.of(), List.of()), new ExchangeRates(List.of()));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject UnrateableAlerts alerts;
  @Inject SqlTransactions transactions;

  @BeforeEach
  @AfterEach
  void forget() {
    DATABASE.execute("delete from unrateable_alerts");
  }

  @DisplayName("BILL-301 people are told once of an organization, a destination and a day")
  @Test
  void shouldTellOncePerOrganizationDestinationAndDay() {
    // Given
    List<Change> changes =
        Stream.of(
                used(Tenants.AURORA, "+5511987654321"),
                used(Tenants.AURORA, "+551130001000"),
                used(Tenants.AURORA, "+351912345678"),
                used(Tenants.BOREAL, "+5511987654321"),
                used(Tenants.AURORA, null))
            .flatMap(List::stream)
            .toList();

    // When
    List<OutboxEntry> first = raised(changes);

    // Then
    assertThat(first)
        .extracting(UnrateableAlertsTest::told)
        .containsExactlyInAnyOrder("aurora +5511", "aurora +351", "boreal +5511", "aurora lunar");
    assertThat(raised(changes)).isEmpty();
    assertThat(raised(used(Tenants.BOREAL, "+5521987654321"))).hasSize(1);
    assertThat(
            DATABASE.count(
                "unrateable_alerts where tenant = 'aurora' and destination = '+5511'"
                    + " and usages = 4"))
        .isEqualTo(1);
    DATABASE.execute("update unrateable_alerts set day = day - 1");
    assertThat(raised(used(Tenants.AURORA, "+351912345678"))).as("the next day").hasSize(1);
    assertThat(first)
        .extracting(entry -> ((AlertRaised) entry.event().data()).detail())
        .noneMatch(detail -> detail.contains("987654321"));
  }

  @DisplayName("BILL-301 two sets at once tell it once")
  @Test
  void shouldTellOnceHoweverManySetsThereAre() {
    // Given
    List<CompletableFuture<List<OutboxEntry>>> sets =
        Stream.generate(() -> used(Tenants.AURORA, "+5511987654321"))
            .limit(6)
            .map(
                changes ->
                    transactions
                        .acrossTenants("a test", sql -> alerts.of(sql, changes))
                        .subscribeAsCompletionStage())
            .toList();

    // When
    long told = sets.stream().mapToLong(set -> set.join().size()).sum();

    // Then
    assertThat(told).isEqualTo(1);
  }

  @DisplayName("BILL-302 nothing is called over while somebody adds to it, and then is for each")
  @Test
  void shouldNotCallOverWhatIsBeingAdded() {
    // Given
    raised(
        Stream.of(used(Tenants.AURORA, "+5511987654321"), used(Tenants.AURORA, "+12125550100"))
            .flatMap(List::stream)
            .toList());
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> holds = new CompletableFuture<>();
    CompletableFuture<Void> release = new CompletableFuture<>();
    CompletableFuture<?> adding =
        transactions
            .acrossTenants(
                "a test",
                sql ->
                    alerts
                        .of(sql, used(Tenants.AURORA, "+12125550100"))
                        .invoke(() -> holds.complete(null))
                        .call(() -> Uni.createFrom().completionStage(release))
                        .invoke(() -> order.add("added")))
            .subscribeAsCompletionStage();
    holds.join();
    CompletableFuture<Long> ending = end(() -> note(order, 1L));
    Awaitility.await("the end waits")
        .atMost(PATIENCE)
        .until(() -> DATABASE.count("pg_locks where not granted") > 0);

    // When
    release.complete(null);

    // Then
    adding.join();
    assertThat(ending.join()).isEqualTo(1);
    assertThat(order).containsExactly("added", "counted");
    assertThat(DATABASE.count("unrateable_alerts where tenant = 'aurora'")).isEqualTo(2);
    assertThat(end(() -> Uni.createFrom().item(0L)).join()).isZero();
    assertThat(DATABASE.count("unrateable_alerts where tenant = 'aurora'")).isZero();
    assertThat(
            DATABASE.count(
                "outbox where tenant = 'aurora' and type = '"
                    + AlertResolved.TYPE
                    + "'"
                    + " and payload like '%+1\"%' and payload like '%sem tarifa%'"))
        .isPositive();
    assertThat(raised(used(Tenants.AURORA, "+12125550100"))).as("it is back").hasSize(1);
  }

  @DisplayName("BILL-301 where usage goes is told by the beginning of a number, or its class")
  @ParameterizedTest
  @CsvSource({
    "+5511987654321, mobile, +5511",
    "+558001234567, toll-free, +55",
    "+881612345678, international-ZZ, +881",
    "+18765550100, international-JM, +1",
    "client:ana, softphone, softphone",
    ", withheld, withheld",
    ", , voice-minute"
  })
  void shouldNameTheDestinationAndNobody(String party, String destinationClass, String told) {
    // Given
    Usage usage =
        new Usage(
            Meter.VOICE_MINUTE,
            "lead",
            null,
            Direction.OUTBOUND,
            DestinationClass.ofNullable(destinationClass),
            party,
            1,
            Samples.NOVEMBER);

    // When
    String destination = UnrateableAlerts.destination(usage);

    // Then
    assertThat(destination).isEqualTo(told);
  }

  private static Uni<Long> note(List<String> order, long open) {
    return Uni.createFrom().item(open).invoke(() -> order.add("counted"));
  }

  private CompletableFuture<Long> end(Supplier<Uni<Long>> open) {
    return transactions
        .inTenant(Tenants.AURORA, sql -> alerts.end(sql, Tenants.AURORA, open, Samples.NOVEMBER))
        .subscribeAsCompletionStage();
  }

  private List<OutboxEntry> raised(List<Change> changes) {
    return transactions
        .acrossTenants("a test", (Sql sql) -> alerts.of(sql, changes))
        .await()
        .atMost(PATIENCE);
  }

  private static String told(OutboxEntry entry) {
    AlertRaised alert = (AlertRaised) entry.event().data();
    return entry.event().tenant() + " " + alert.subject();
  }

  /** What a call to that number makes of an organization that has no tariff. */
  private static List<Change> used(TenantId tenant, String party) {
    UsageKey key =
        new UsageKey(tenant, UsageKey.CALL, UuidV7.next().toString(), "lead", Meter.VOICE_MINUTE);
    Usage usage =
        new Usage(
            Meter.VOICE_MINUTE,
            "lead",
            null,
            Direction.OUTBOUND,
            new DestinationClass("lunar"),
            party,
            37,
            Samples.NOVEMBER);
    UsageSet set = new UsageSet(Map.of(), Map.of(tenant, NO_TARIFF), Samples.NOVEMBER);
    set.apply(List.of(new Used(key, 0, usage, Attribution.UNKNOWN)), "event-1");
    return List.copyOf(set.changes());
  }
}
