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
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What the engine of jobs does for notes. Two processes beside each other are tested in the kit.
 */
@CrmTest
class LeaseTest {
  private static final String CONTACTS = "/contacts";
  private static final Duration LATE = Duration.ofMillis(1_500);
  private static final Duration TOO_LATE =
      Duration.ofSeconds(CrmTest.DELIVERY_DEADLINE_SECONDS + 1);

  private final Postgres crm = Postgres.database("crm");
  private TopicProbe topics;

  @BeforeEach
  void connect() {
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
    await().until(() -> crm.count("jobs where subject = ? and state = 'RUNNING'", call) == 1);

    // When
    crm.execute("update jobs set due_at = now() - interval '1 s' where subject = ?", call);

    // Then
    topics.await(ActivitySynced.class, call);
    await().during(LATE).untilAsserted(() -> assertThat(RdStation.crm().notes(deal)).hasSize(1));
    assertThat(topics.all(Tenants.AURORA, ActivitySynced.class))
        .filteredOn(synced -> call.equals(synced.subject()))
        .hasSize(1);
    assertThat(crm.value("select attempt from jobs where subject = ?", call)).isEqualTo(2);
  }

  @Test
  @DisplayName("CRM-47 each call is taken once, and no organization takes more than its share")
  void shouldClaimEachCallOnceAndLeaveRoomForOthers() {
    // Given
    RdStation.connect("bia");
    List<String> calls = new ArrayList<>();
    List<String> deals = new ArrayList<>();
    RdStation.faults().arm(RequestFault.late(LATE).on("rdstation", "GET", CONTACTS), 100);

    // When
    for (int i = 0; i < 12; i++) {
      String mobile = FinishedCalls.newMobile();
      deals.add(openDeal(mobile));
      calls.add(toldCall(Tenants.AURORA, mobile));
    }
    await().until(() -> running(Tenants.AURORA, calls) == 4);
    String mobile = FinishedCalls.newMobile();
    openDeal(mobile);
    calls.add(toldCall(Tenants.BOREAL, mobile));

    // Then
    await().until(() -> running(Tenants.BOREAL, calls) == 1);
    assertThat(running(Tenants.AURORA, calls)).isLessThanOrEqualTo(4);
    RdStation.faults().clear();
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(synced(calls)).isEqualTo(13));
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
    String call = endedCall(Tenants.AURORA, mobile);

    // Then
    await()
        .until(
            () ->
                crm.count(
                        "jobs where subject = ? and failures = 1"
                            + " and state in ('WAITING', 'RUNNING')",
                        call)
                    == 1);
    await()
        .during(Duration.ofSeconds(2))
        .untilAsserted(() -> assertThat(RdStation.crm().notes(deal)).isEmpty());
    assertThat(crm.value("select state from activity where subject_id = ?", call))
        .isEqualTo("pending");
  }

  @Test
  @DisplayName("CRM-49 organizations without a CRM cost nothing and hold nobody back")
  void shouldNotDeliverForOrganizationsWithoutACrm() {
    // Given
    TenantId nobody = TenantId.of("lessee");
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
                        "job_accounts where tenant = 'lessee' and account = 'crm'"
                            + " and paused_until = 'infinity'")
                    == 1);
    await()
        .until(
            () ->
                crm.count("jobs where tenant = 'lessee' and state = 'WAITING' and failures = 0")
                    == 25);
    assertThat(
            crm.count(
                "activity where tenant = 'lessee' and state = 'pending' and attempts = 0"
                    + " and failure_reason is null"))
        .isEqualTo(25);
  }

  private String endedCall(TenantId tenant, String mobile) {
    String call = toldCall(tenant, mobile);
    await().until(() -> crm.count("jobs where subject = ?", call) == 1);
    return call;
  }

  private String toldCall(TenantId tenant, String mobile) {
    String call = FinishedCalls.newId();
    topics.send(FinishedCalls.ended(tenant, call, mobile, false, 0, 5));
    return call;
  }

  private long running(TenantId tenant, List<String> calls) {
    return crm.count(
        "jobs where tenant = ? and state = 'RUNNING' and subject = any(string_to_array(?, ','))",
        tenant.value(),
        String.join(",", calls));
  }

  private long synced(List<String> calls) {
    return crm.count(
        "activity where state = 'synced' and subject_id = any(string_to_array(?, ','))",
        String.join(",", calls));
  }

  private static String openDeal(String phone) {
    String contact = RdStation.crm().addContact("Marina", phone);
    return RdStation.crm().addDeal("Proposta", contact, "ongoing");
  }
}
