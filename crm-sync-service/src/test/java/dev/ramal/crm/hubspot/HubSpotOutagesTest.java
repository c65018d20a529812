package dev.ramal.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.HubSpot;
import dev.ramal.crm.fixtures.HubSpotLead;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.hubspot.HubSpotAccount;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A HubSpot that fails, throttles or locks us out gets each call once. */
@CrmTest
class HubSpotOutagesTest {
  private static final String PORTAL = "portal of aurora";
  private static final String CALLS = "/objects/2026-09/calls";

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
    RdStation.faults().clear();
    topics.close();
  }

  @Test
  @DisplayName(
      "CRM-214 a call whose answer was lost is found before any search knows it, and not repeated")
  void shouldNotRepeatACallOfUnknownFate() {
    // Given
    HubSpot.crm().searchLag(Duration.ofHours(1));
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("hubspot", "POST", CALLS), 1);

    // When
    endCall();
    askAtOnce();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(HubSpot.crm().calls(deal)).hasSize(1);
    assertThat(HubSpot.crm().requests())
        .filteredOn(asked -> asked.path().endsWith(CALLS) && asked.body().contains(call))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {423, 500})
  @DisplayName("CRM-215 HubSpot that throttles, is locked or fails gets the call later, once")
  void shouldOutlastThrottlingAndErrors(int status) {
    // Given
    RdStation.faults().arm(RequestFault.tooMany(1).on("hubspot", "POST", "/contacts/search"), 1);
    RdStation.faults()
        .arm(RequestFault.status(status).retryAfter(1).on("hubspot", "POST", CALLS), 1);

    // When
    endCall();
    if (status == 500) {
      askAtOnce();
    }

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(HubSpot.crm().calls(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-215 HubSpot names a limit and no time: a search is late by a second")
  void shouldWaitAsLongAsTheLimitLasts() {
    // Given
    HubSpot.crm().rateLimit(0, -1);

    // When
    Response refused = ApiUser.as("ana").request().queryParam("phone", mobile).get("/api/contacts");
    HubSpot.crm().rateLimit(0, 0);

    // Then
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    endCall();
    topics.await(ActivitySynced.class, call);
  }

  @Test
  @DisplayName("CRM-216 an app that was uninstalled waits for the administrator and loses no call")
  void shouldWaitForTheAdministrator() {
    // Given
    HubSpot.crm().expireAccessTokens();
    endCall();
    topics.await(ActivitySynced.class, call);
    HubSpot.crm().uninstall(account.clientId());
    String second = FinishedCalls.newId();

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, second, mobile, false, 0, 6));

    // Then
    topics.await(ReconnectRequired.class, Tenants.AURORA.value());
    HubSpot.connect("carla", PORTAL);
    topics.await(ActivitySynced.class, second);
    assertThat(HubSpot.crm().calls(deal)).hasSize(2);
    assertThat(topics.all(Tenants.AURORA, ActivityFailed.class))
        .noneMatch(failed -> second.equals(failed.subject()));
  }

  @Test
  @DisplayName("CRM-218 of a deal with hundreds of calls all are read before one is written again")
  void shouldReadAllCallsOfADeal() {
    // Given
    RdStation.faults().arm(RequestFault.reset().on("hubspot", "POST", CALLS), 1);
    endCall();
    await()
        .until(
            () ->
                database.execute(
                        "update jobs set due_at = now() + interval '1 min'"
                            + " where subject = ? and state = 'UNKNOWN'",
                        call)
                    == 1);
    write(call);
    for (int other = 0; other < 620; other++) {
      write(FinishedCalls.newId());
    }

    // When
    askAtOnce();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(HubSpot.crm().calls(deal)).hasSize(621);
  }

  private void endCall() {
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
  }

  /** What became of it is asked at once; else only when it has become quiet. */
  private void askAtOnce() {
    await()
        .until(
            () ->
                database.execute(
                        "update jobs set due_at = now() where subject = ? and state = 'UNKNOWN'",
                        call)
                    == 1);
  }

  /** As if the CRM had taken it from us without our knowing. */
  private void write(String callId) {
    HubSpot.crm()
        .seedOnDeal(
            PORTAL,
            "calls",
            new JsonObject()
                .put("hs_timestamp", "2026-11-03T14:05:33Z")
                .put("hs_call_body", "Ligação<br>Ramal: ligação " + callId),
            deal);
  }
}
