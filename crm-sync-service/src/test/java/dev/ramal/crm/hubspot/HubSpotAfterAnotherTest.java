package dev.ramal.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.HubSpot;
import dev.ramal.crm.fixtures.HubSpotLead;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.hubspot.HubSpotAccount;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Aurora changes between HubSpot and RD Station. */
@CrmTest
class HubSpotAfterAnotherTest {
  private static final String PORTAL = "portal of aurora";

  private final String call = FinishedCalls.newId();
  private final Postgres database = Postgres.database("crm");
  private HubSpotAccount account;
  private String mobile;
  private String deal;
  private TopicProbe topics;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    account = HubSpot.connect("carla", PORTAL);
    HubSpotLead lead = HubSpotLead.of(PORTAL);
    mobile = lead.mobile();
    deal = lead.deal();
  }

  @AfterEach
  void clear() {
    topics.close();
  }

  @Test
  @DisplayName("CRM-219 what is remembered of one CRM is forgotten when another is connected")
  void shouldForgetTheCrmBefore() {
    // Given
    RdStation.connect("carla");
    RdStation.crm().addContact("Marina R.", mobile);
    names("ana", "Marina R.");

    // When
    HubSpot.connect("carla", account);

    // Then
    names("ana", "Marina");
    endCall();
    assertThat(topics.await(ActivitySynced.class, call).dealId()).isEqualTo(deal);
  }

  @Test
  @DisplayName("CRM-270 what stands in one CRM is not looked for in the next")
  void shouldNotLookForItInTheNextCrm() {
    // Given
    endCall();
    topics.await(ActivitySynced.class, call);
    long before = unverified();

    // When
    RdStation.connect("carla");

    // Then
    assertThat(before).isOne();
    assertThat(unverified()).isZero();
  }

  private long unverified() {
    return database.count(
        "activity where subject_id = ? and state = 'synced' and verified_at is null", call);
  }

  private void endCall() {
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
  }

  private void names(String user, String name) {
    ApiUser.as(user)
        .request()
        .queryParam("phone", mobile)
        .get("/api/contacts")
        .then()
        .statusCode(200)
        .body("items.name", contains(name))
        .body("items.size()", equalTo(1));
  }
}
