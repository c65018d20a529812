package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.activities.Activities;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Workers that the test runs by hand, each as a replica would have it; the timer is off. */
@QuarkusTest
@WithTestResource(
    value = RamalServers.class,
    initArgs = {
      @ResourceArg(name = "database", value = "crm"),
      @ResourceArg(name = "ramal.crm.delivery.every", value = "off"),
      @ResourceArg(name = "ramal.crm.activities.settle", value = "0S")
    })
@WithTestResource(
    value = SimulatedCarriers.class,
    initArgs = {
      @ResourceArg(name = "speed", value = "10"),
      @ResourceArg(
          name = "ramal.crm.delivery.note-settle",
          value = CrmTest.NOTE_SETTLE_SECONDS + "S")
    })
@Tag(RamalServers.TAG)
class LeaseTest {
  private static final String CONTACTS = "/contacts";
  private static final Duration LATE = Duration.ofSeconds(3);

  private final Postgres crm = Postgres.database("crm");
  private TopicProbe topics;

  @Inject TenantTransactions transactions;
  @Inject Activities activities;
  @Inject DeliverActivity deliverActivity;
  @Inject Clock clock;

  @BeforeEach
  void connect() {
    crm.execute("delete from activity");
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla");
  }

  @AfterEach
  void clear() {
    RdStation.faults().clear();
    topics.close();
  }

  @Test
  @DisplayName("CRM-46 of two workers on one database, one that lost its lease writes nothing")
  void shouldNotWriteWithoutTheLease() {
    // Given
    String mobile = FinishedCalls.newMobile();
    String deal = openDeal(mobile);
    String call = endedCall(Tenants.AURORA, mobile);
    DeliverActivities slow = worker(Duration.ofMinutes(1));
    DeliverActivities other = worker(Duration.ofMinutes(1));
    RdStation.faults().arm(RequestFault.late(LATE).on("rdstation", "GET", CONTACTS), 1);
    run(slow);
    assertThat(leased(Tenants.AURORA)).isEqualTo(1);
    crm.execute("update activity set lease_until = now() - interval '1 s'");

    // When
    run(other);

    // Then
    topics.await(ActivitySynced.class, call);
    await()
        .during(LATE)
        .atMost(LATE.multipliedBy(2))
        .untilAsserted(() -> assertThat(RdStation.crm().notes(deal)).hasSize(1));
    assertThat(topics.all(Tenants.AURORA, ActivitySynced.class)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-47 two workers take each call once, and no more than they can start")
  void shouldClaimEachCallOnceAndOnlyWhatCanStart() {
    // Given
    RdStation.connect("bia");
    List<String> mobiles = Stream.generate(FinishedCalls::newMobile).limit(12).toList();
    List<String> deals = mobiles.stream().map(LeaseTest::openDeal).toList();
    mobiles.forEach(mobile -> endedCall(Tenants.AURORA, mobile));
    DeliverActivities first = worker(Duration.ofMinutes(1));
    DeliverActivities second = worker(Duration.ofMinutes(1));
    RdStation.faults().arm(RequestFault.late(LATE).on("rdstation", "GET", CONTACTS), 8);

    // When
    run(first);
    run(second);
    long ofOne = leased(Tenants.AURORA);
    String mobile = FinishedCalls.newMobile();
    openDeal(mobile);
    endedCall(Tenants.BOREAL, mobile);
    run(second);

    // Then
    assertThat(ofOne).isEqualTo(4);
    assertThat(leased(Tenants.BOREAL)).isEqualTo(1);
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> {
              run(first);
              run(second);
              assertThat(crm.count("activity where state = 'synced'")).isEqualTo(13);
            });
    assertThat(deals).allSatisfy(deal -> assertThat(RdStation.crm().notes(deal)).hasSize(1));
  }

  @Test
  @DisplayName("CRM-48 a delivery that takes too long stops before its lease ends")
  void shouldStopAtTheDeadline() {
    // Given
    String mobile = FinishedCalls.newMobile();
    String deal = openDeal(mobile);
    endedCall(Tenants.AURORA, mobile);
    RdStation.faults().arm(RequestFault.late(LATE).on("rdstation", "GET", CONTACTS), 1);

    // When
    run(worker(Duration.ofSeconds(1)));

    // Then
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> crm.count("activity where attempts = 1 and lease_token is null") == 1);
    await()
        .during(LATE)
        .atMost(LATE.multipliedBy(2))
        .untilAsserted(() -> assertThat(RdStation.crm().notes(deal)).isEmpty());
    assertThat(crm.value("select state from activity")).isEqualTo("pending");
  }

  @Test
  @DisplayName("CRM-49 organizations without a CRM cost nothing and hold nobody back")
  void shouldNotClaimForOrganizationsWithoutACrm() {
    // Given
    TenantId nobody = TenantId.of("nobody");
    for (int i = 0; i < 25; i++) {
      endedCall(nobody, FinishedCalls.newMobile());
    }
    String mobile = FinishedCalls.newMobile();
    openDeal(mobile);
    String call = endedCall(Tenants.AURORA, mobile);

    // When
    run(worker(Duration.ofMinutes(1)));

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(
            crm.count(
                "activity where tenant = 'nobody' and state = 'pending' and attempts = 0"
                    + " and lease_token is null and failure_reason is null"))
        .isEqualTo(25);
  }

  private DeliverActivities worker(Duration deadline) {
    return new DeliverActivities(
        transactions, activities, deliverActivity, clock, deadline, RdStation.NOTE_SETTLE);
  }

  private static void run(DeliverActivities worker) {
    worker.run().await().atMost(Duration.ofSeconds(5));
  }

  private String endedCall(TenantId tenant, String mobile) {
    String call = FinishedCalls.newId();
    topics.send(FinishedCalls.ended(tenant, call, mobile, false, 0, 5));
    await()
        .until(
            () ->
                crm.count("activity where subject_id = ? and next_attempt_at <= now()", call) == 1);
    return call;
  }

  private long leased(TenantId tenant) {
    return crm.count("activity where tenant = ? and lease_token is not null", tenant.value());
  }

  private static String openDeal(String phone) {
    String contact = RdStation.crm().addContact("Marina", phone);
    return RdStation.crm().addDeal("Proposta", contact, "ongoing");
  }
}
