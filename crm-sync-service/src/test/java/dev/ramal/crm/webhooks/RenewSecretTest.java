package dev.ramal.crm.webhooks;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.fixtures.Webhooks;
import dev.ramal.crm.fixtures.Webhooks.Told;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Renewals of a webhook's secret that end halfway. */
@CrmTest
class RenewSecretTest {
  private static final String ACCOUNT = "secrets of aurora";
  private static final Postgres CRM = Postgres.database("crm");

  private final Instant now = Instant.parse("2026-11-20T15:00:00Z");

  @Inject RenewSecret renewSecret;
  @Inject LookAfterWebhooks lookAfterWebhooks;
  @Inject SqlTransactions transactions;

  private Webhooks first;

  /** Each test asks the CRM more often in a minute than an account may. */
  @BeforeEach
  void subscribe() {
    RdStation.crm().rateLimit(0);
    CRM.execute("delete from crm_connection");
    Webhooks.none("carla");
    RdStation.connect("carla", ACCOUNT);
    first = Webhooks.of("carla");
    subscriptions().body("data", hasSize(6));
  }

  @AfterEach
  void close() {
    RdStation.crm().rateLimit(120);
    RdStation.faults().clear();
    Webhooks.none("carla");
    RdStation.crm().unsubscribe(ACCOUNT);
    Webhooks.none("bia");
  }

  @Test
  @DisplayName("CRM-280 the CRM is let in after processes died in the middle of two renewals")
  void shouldLetTheCrmInAfterTwoDeathsInTheMiddle() {
    // Given
    Webhooks boreal = Webhooks.of("bia");

    // When: stored, and no more
    for (int died = 0; died < 2; died++) {
      String lost = WebhookSecret.hash(WebhookSecret.create());
      transactions
          .inTenant(Tenants.AURORA, sql -> renewSecret.store(sql, Tenants.AURORA, lost))
          .await()
          .atMost(Duration.ofSeconds(10));
    }

    // Then
    applied(first);
    assertThat(boreal.with(first.secret()).send("{}").status()).isEqualTo(401);
    endpoint()
        .body("secrets", hasSize(3))
        .body("secrets[0].subscribedAt", nullValue())
        .body("secrets[0].seenAt", nullValue())
        .body("secrets[2].subscribedAt", notNullValue())
        .body("secrets[2].seenAt", notNullValue());

    // When: as a whole
    Webhooks whole = Webhooks.of("carla");

    // Then: the one before is taken as well, until the next
    applied(whole);
    applied(first);
    endpoint().body("secrets[0].subscribedAt", notNullValue());
    Webhooks next = Webhooks.of("carla");
    assertThat(first.send("{}").status()).isEqualTo(401);
    applied(whole);
    applied(next);
  }

  @Test
  @DisplayName("CRM-281 a CRM that takes a new secret for some events only is let in by both")
  void shouldLetTheCrmInByWhatItHasTakenInParts() {
    // Given
    RdStation.faults()
        .arm(
            RequestFault.status(500)
                .on("rdstation", "POST", "/crm/v2/webhooks")
                .holding("crm_deal_updated"),
            2);

    // When
    Webhooks half = Webhooks.of("carla");
    applied(half);
    Webhooks secondHalf = Webhooks.of("carla");

    // Then
    subscriptions().body("data", hasSize(6 + 4 + 4));
    applied(first);
    applied(half);
    applied(secondHalf);
    endpoint().body("secrets.subscribedAt", equalTo(Arrays.asList(null, null, since())));

    // When
    Webhooks whole = Webhooks.of("carla");

    // Then
    subscriptions().body("data", hasSize(6));
    applied(whole);
  }

  @Test
  @DisplayName(
      "CRM-283 what the CRM has suspended or lost is asked for anew, or people are told; two"
          + " organizations")
  void shouldNoticeWhatTheCrmTellsNoMore() {
    // Given: nobody takes what the CRM sends, as while nothing runs here
    Webhooks.of("bia");
    JsonObject person = new JsonObject().put("name", "Marina");
    String contact = RdStation.crm().seed(ACCOUNT, "contacts", person);
    for (int change = 0; change < 3; change++) {
      RdStation.crm().change(ACCOUNT, "contacts", contact, person);
    }
    await()
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> subscriptions().body("data.status", hasItem("suspended")));

    try (TopicProbe alerts = TopicProbe.on(Topics.ALERTS)) {
      // When
      round();

      // Then
      subscriptions().body("data", hasSize(6)).body("data.status", everyItem(equalTo("active")));
      endpoint()
          .body("atCrm.suspended", equalTo(0))
          .body("atCrm.repairedAt", notNullValue())
          .body("secrets[0].subscribedAt", notNullValue());
      applied(first);
      ApiUser.as("bia").request().get("/api/crm/webhook").then().body("atCrm", nullValue());

      // When: one is taken away again so soon
      String lost = subscriptions().extract().path("data[0].id");
      atCrm().delete(RdStation.crm().baseUrl() + "/crm/v2/webhooks/" + lost);
      round();
      endpoint().body("atCrm.missing", equalTo(0));
      look();
      look();

      // Then: an hour has not passed, and then it is a person's, who is told once
      subscriptions().body("data", hasSize(5));
      endpoint().body("atCrm.missing", equalTo(1));
      alerts.await(AlertRaised.class, Tenants.AURORA.value());

      // When
      CRM.execute("update crm_webhook_endpoint set repaired_at = now() - interval '2 days'");
      look();

      // Then
      subscriptions().body("data", hasSize(6));
      alerts.await(AlertResolved.class, Tenants.AURORA.value());
      assertThat(
              alerts.all(Tenants.AURORA, AlertRaised.class).stream()
                  .filter(told -> told.json().contains(LookAfterWebhooks.TITLE)))
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("CRM-306 webhooks are found behind two hundred of others: none is asked for twice")
  void shouldReadAllPagesOfWebhooks() {
    // Given
    for (int other = 0; other < 200; other++) {
      JsonObject wanted =
          new JsonObject()
              .put("name", "of others")
              .put("event_name", "crm_task_created")
              .put("http_method", "POST")
              .put("url", "https://others.example/" + other);
      atCrm()
          .contentType("application/json")
          .body(new JsonObject().put("data", wanted).encode())
          .post(RdStation.crm().baseUrl() + "/crm/v2/webhooks")
          .then()
          .statusCode(201);
    }
    Webhooks.of("carla");

    // When
    round();

    // Then
    endpoint()
        .body("atCrm.missing", equalTo(0))
        .body("atCrm.suspended", equalTo(0))
        .body("atCrm.repairedAt", nullValue());

    // When
    Webhooks renewed = Webhooks.of("carla");

    // Then
    atCrm()
        .queryParam("page[number]", 2)
        .queryParam("page[size]", 200)
        .get(RdStation.crm().baseUrl() + "/crm/v2/webhooks")
        .then()
        .statusCode(200)
        .body("data", hasSize(6));
    applied(renewed);
  }

  private void round() {
    lookAfterWebhooks.round().await().atMost(Duration.ofSeconds(10));
  }

  private void look() {
    lookAfterWebhooks.look(Tenants.AURORA).await().atMost(Duration.ofSeconds(10));
  }

  private String since() {
    return endpoint().extract().path("secrets[2].subscribedAt");
  }

  /** What the CRM tells by this secret is taken, and applied. */
  private void applied(Webhooks by) {
    Told told = Webhooks.contact(FinishedCalls.newId(), FinishedCalls.newMobile(), "declined", now);
    by.tell(told);
    await()
        .untilAsserted(
            () ->
                assertThat(
                        CRM.value(
                            "select max(outcome) from crm_webhook where transaction_id = ?",
                            told.transaction()))
                    .isEqualTo("applied"));
  }

  private static ValidatableResponse endpoint() {
    return ApiUser.as("carla").request().get("/api/crm/webhook").then().statusCode(200);
  }

  private static RequestSpecification atCrm() {
    return given().auth().oauth2(RdStation.crm().accessToken(ACCOUNT));
  }

  /** What stands at the CRM. */
  private static ValidatableResponse subscriptions() {
    return atCrm().get(RdStation.crm().baseUrl() + "/crm/v2/webhooks").then().statusCode(200);
  }
}
