package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.HubSpot;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Both organizations leave RD Station for HubSpot while calls are being written. */
@CrmTest
class OtherCrmTest {
  private static final String NOTES = "/notes";

  private final Postgres crm = Postgres.database("crm");
  private TopicProbe topics;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla", "left by aurora");
    RdStation.connect("bia", "left by boreal");
  }

  @AfterEach
  void close() {
    RdStation.faults().clear();
    topics.close();
  }

  @Test
  @DisplayName(
      "CRM-291 a note whose answer is withheld while another CRM is connected is found where it was"
          + " begun, and written in no other; two organizations")
  void shouldWriteInOneCrmAlone() {
    // Given
    Call withheld = new Call(Tenants.AURORA, "aurora");
    Call lost = new Call(Tenants.AURORA, "aurora");
    Call unsure = new Call(Tenants.BOREAL, "boreal");
    arm(RequestFault.timeoutAfterAccepting(), withheld);
    arm(RequestFault.reset(), lost);
    arm(RequestFault.resetAfterAccepting(), unsure);
    List.of(withheld, lost, unsure).forEach(Call::end);
    await().until(() -> RdStation.crm().notes(withheld.before).size() == 1);
    await().until(() -> RdStation.crm().notes(unsure.before).size() == 1);
    List.of(lost, unsure).forEach(Call::awaitUnknown);

    // As an older version left it, which did not say where.
    crm.execute("update activity set place_crm = null where subject_id = ?", lost.id);
    Call noted = new Call(Tenants.AURORA, "aurora");
    noted.end();
    topics.await(ActivitySynced.class, noted.id);
    crm.execute("update activity set place_crm = null where subject_id = ?", noted.id);

    String account =
        (String) crm.value("select account from crm_connection where tenant = 'aurora'");

    // When
    HubSpot.connect("carla", "portal of aurora");
    HubSpot.connect("bia", "portal of boreal");
    crm.execute("delete from crm_former_access where tenant = 'boreal'");
    List.of(lost, unsure).forEach(Call::ask);

    // Then
    await().until(() -> unsure.failures() == 1);
    assertThat(topics.await(ActivitySynced.class, lost.id).dealId()).isEqualTo(lost.now);
    assertThat(topics.await(ActivitySynced.class, withheld.id).dealId()).isEqualTo(withheld.before);
    assertThat(HubSpot.crm().calls(lost.now))
        .as("CRM-292 one that never reached the CRM before is written in the next, once")
        .hasSize(1);
    assertThat(RdStation.crm().notes(lost.before)).isEmpty();
    assertThat(crm.value("select place_crm from activity where subject_id = ?", noted.id))
        .as("CRM-285 of a note from before it was kept where it stands, what follows it ends")
        .isEqualTo(account);
    assertThat(HubSpot.crm().calls(withheld.now)).isEmpty();
    assertThat(RdStation.crm().notes(withheld.before)).hasSize(1);
    assertThat(HubSpot.crm().calls(unsure.now))
        .as("CRM-293 of a CRM that cannot be asked any more a person must say so")
        .isEmpty();

    unsure.redrive(Map.of());
    await().until(() -> unsure.failures() == 2);
    assertThat(HubSpot.crm().calls(unsure.now)).isEmpty();
    unsure.redrive(Map.of("dealId", unsure.now));
    assertThat(topics.await(ActivitySynced.class, unsure.id).dealId()).isEqualTo(unsure.now);
    assertThat(HubSpot.crm().calls(unsure.now)).hasSize(1);
    assertThat(
            crm.rows(
                "select crm from crm_former_access where tenant = 'aurora' and crm = ?", account))
        .hasSize(1);
    assertThat(crm.rows("select access_token from crm_former_access").toString())
        .contains("v1:")
        .doesNotContain(RdStation.crm().accessToken("left by aurora"));
  }

  private static void arm(RequestFault fault, Call call) {
    RdStation.faults().arm(fault.on("rdstation", "POST", NOTES).holding(call.id), 1);
  }

  /** Of a person whom both CRMs know, with an open deal in each. */
  private final class Call {
    private final String id = FinishedCalls.newId();
    private final String mobile = FinishedCalls.newMobile();
    private final TenantId tenant;
    private final String before;
    private final String now;

    Call(TenantId tenant, String name) {
      this.tenant = tenant;
      JsonArray phones = new JsonArray().add(new JsonObject().put("phone", mobile));
      String contact =
          RdStation.crm()
              .seed(
                  "left by " + name,
                  "contacts",
                  new JsonObject().put("name", "Marina").put("phones", phones));
      this.before =
          RdStation.crm()
              .seed(
                  "left by " + name,
                  "deals",
                  new JsonObject()
                      .put("name", "Proposta")
                      .put("contact_ids", new JsonArray().add(contact)));
      String portal = "portal of " + name;
      String there = HubSpot.crm().addContact(portal, "Marina", mobile);
      this.now = HubSpot.crm().addDeal(portal, "Proposta", there, "appointmentscheduled");
    }

    void end() {
      topics.send(FinishedCalls.ended(tenant, id, mobile, false, 0, 5));
    }

    /** Nobody asks what became of it until it is due again. */
    void awaitUnknown() {
      await()
          .until(
              () ->
                  crm.execute(
                          "update jobs set due_at = now() + interval '1 min' where subject = ?"
                              + " and state = 'UNKNOWN'",
                          id)
                      == 1);
    }

    void ask() {
      crm.execute("update jobs set due_at = now() where subject = ?", id);
    }

    /** How often it was told that nobody can say whether it stands in the CRM before. */
    long failures() {
      return topics.all().stream()
          .filter(told -> id.equals(told.subject()) && told.json().contains("\"former-crm\""))
          .count();
    }

    void redrive(Map<String, String> choice) {
      String failure =
          (String) crm.value("select id from activity where subject_id = ? and kind = 'call'", id);
      JsonObject wanted =
          new JsonObject().put("ids", new JsonArray().add(failure)).put("dryRun", false);
      choice.forEach(wanted::put);
      ApiUser.as("bia")
          .request()
          .body(wanted.encode())
          .post("/api/crm/sync/failures/redrive")
          .then()
          .statusCode(200);
    }
  }
}
