package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the engine of jobs does for notes. Two processes beside each other are tested in the kit.
 */
@QuarkusTest
@WithTestResource(
    value = RamalServers.class,
    initArgs = {
      @ResourceArg(name = "database", value = "crm"),
      @ResourceArg(name = "ramal.crm.delivery.deadline", value = "6S"),
      @ResourceArg(name = "ramal.crm.activities.settle", value = "0S")
    })
@WithTestResource(
    value = SimulatedCarriers.class,
    initArgs = {
      @ResourceArg(name = "speed", value = "10"),
      @ResourceArg(name = "ramal.rdstation.requests-per-second", value = "200"),
      @ResourceArg(name = "ramal.rdstation.burst", value = "200"),
      @ResourceArg(
          name = "ramal.crm.delivery.note-settle",
          value = CrmTest.NOTE_SETTLE_SECONDS + "S")
    })
@Tag(RamalServers.TAG)
class LeaseTest {
  private static final String CONTACTS = "/contacts";
  private static final Duration LATE = Duration.ofSeconds(3);
  private static final Duration TOO_LATE = Duration.ofSeconds(9);

  private final Postgres crm = Postgres.database("crm");
  private TopicProbe topics;

  @BeforeEach
  void connect() {
    crm.execute("delete from jobs");
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
  @DisplayName("CRM-46 of two deliveries of one call, the one that lost its lease writes nothing")
  void shouldNotWriteWithoutTheLease() {
    // Given
    String mobile = FinishedCalls.newMobile();
    String deal = openDeal(mobile);
    RdStation.faults().arm(RequestFault.late(LATE).on("rdstation", "GET", CONTACTS), 1);
    String call = endedCall(Tenants.AURORA, mobile);
    await().until(() -> running(Tenants.AURORA) == 1);

    // When
    crm.execute("update jobs set due_at = now() - interval '1 s' where subject = ?", call);

    // Then
    topics.await(ActivitySynced.class, call);
    await()
        .during(LATE)
        .atMost(LATE.multipliedBy(2))
        .untilAsserted(() -> assertThat(RdStation.crm().notes(deal)).hasSize(1));
    assertThat(topics.all(Tenants.AURORA, ActivitySynced.class)).hasSize(1);
    assertThat(crm.value("select attempt from jobs where subject = ?", call)).isEqualTo(2);
  }

  @Test
  @DisplayName("CRM-47 each call is taken once, and no organization takes more than its share")
  void shouldClaimEachCallOnceAndLeaveRoomForOthers() {
    // Given
    RdStation.connect("bia");
    List<String> mobiles = Stream.generate(FinishedCalls::newMobile).limit(12).toList();
    List<String> deals = mobiles.stream().map(LeaseTest::openDeal).toList();
    RdStation.faults().arm(RequestFault.late(LATE).on("rdstation", "GET", CONTACTS), 8);

    // When
    mobiles.forEach(mobile -> endedCall(Tenants.AURORA, mobile));
    await().until(() -> running(Tenants.AURORA) == 4);
    String mobile = FinishedCalls.newMobile();
    openDeal(mobile);
    endedCall(Tenants.BOREAL, mobile);

    // Then
    await().until(() -> running(Tenants.BOREAL) == 1);
    assertThat(running(Tenants.AURORA)).isLessThanOrEqualTo(4);
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () -> assertThat(crm.count("activity where state = 'synced'")).isEqualTo(13));
    assertThat(deals).allSatisfy(deal -> assertThat(RdStation.crm().notes(deal)).hasSize(1));
  }

  @Test
  @DisplayName("CRM-48 a delivery that takes too long stops before its lease ends")
  void shouldStopAtTheDeadline() {
    // Given
    String mobile = FinishedCalls.newMobile();
    String deal = openDeal(mobile);
    RdStation.faults().arm(RequestFault.late(TOO_LATE).on("rdstation", "GET", CONTACTS), 100);

    // When
    endedCall(Tenants.AURORA, mobile);

    // Then
    await()
        .atMost(Duration.ofSeconds(12))
        .until(() -> crm.count("jobs where failures = 1 and state in ('WAITING', 'RUNNING')") == 1);
    await()
        .during(LATE)
        .atMost(LATE.multipliedBy(2))
        .untilAsserted(() -> assertThat(RdStation.crm().notes(deal)).isEmpty());
    assertThat(crm.value("select state from activity")).isEqualTo("pending");
  }

  @Test
  @DisplayName("CRM-49 organizations without a CRM cost nothing and hold nobody back")
  void shouldNotDeliverForOrganizationsWithoutACrm() {
    // Given
    TenantId nobody = TenantId.of("nobody");
    for (int i = 0; i < 25; i++) {
      endedCall(nobody, FinishedCalls.newMobile());
    }
    String mobile = FinishedCalls.newMobile();
    openDeal(mobile);

    // When
    String call = endedCall(Tenants.AURORA, mobile);

    // Then
    topics.await(ActivitySynced.class, call);
    await()
        .until(
            () ->
                crm.count(
                        "job_accounts where tenant = 'nobody' and account = 'crm'"
                            + " and paused_until = 'infinity'")
                    == 1);
    await()
        .until(
            () ->
                crm.count("jobs where tenant = 'nobody' and state = 'WAITING' and failures = 0")
                    == 25);
    assertThat(
            crm.count(
                "activity where tenant = 'nobody' and state = 'pending' and attempts = 0"
                    + " and failure_reason is null"))
        .isEqualTo(25);
  }

  private String endedCall(TenantId tenant, String mobile) {
    String call = FinishedCalls.newId();
    topics.send(FinishedCalls.ended(tenant, call, mobile, false, 0, 5));
    await().until(() -> crm.count("jobs where subject = ?", call) == 1);
    return call;
  }

  private long running(TenantId tenant) {
    return crm.count("jobs where tenant = ? and state = 'RUNNING'", tenant.value());
  }

  private static String openDeal(String phone) {
    String contact = RdStation.crm().addContact("Marina", phone);
    return RdStation.crm().addDeal("Proposta", contact, "ongoing");
  }
}
