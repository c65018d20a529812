package dev.ramal.crm.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.ramal.crm.FinishedCalls;
import dev.ramal.crm.RdStation;
import dev.ramal.crm.rdstation.CrmFault;
import dev.ramal.crm.rdstation.TokenSource;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
    value = RamalServers.class,
    initArgs = @ResourceArg(name = "database", value = "crm"))
@WithTestResource(RdStation.class)
class FaultsTest {
  private static final String NOTES = "/notes";

  private final String call = FinishedCalls.newId();
  private final String mobile = FinishedCalls.newMobile();
  private TopicProbe topics;
  private String deal;

  @Inject TokenSource tokens;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM, Topics.ALERTS);
    RdStation.connect("carla");
    deal = RdStation.crm().addDeal("D", RdStation.crm().addContact("M", mobile), "ongoing");
  }

  @AfterEach
  void clear() {
    RdStation.faults().clear();
    topics.close();
  }

  @Test
  @DisplayName("CRM-36 a note that was taken but never answered is not written again")
  void shouldNotRepeatANoteOfUnknownFate() {
    // Given
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", NOTES), 1);

    // When
    endCall();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-37 a CRM that throttles or fails for a while gets the note later, once")
  void shouldOutlastThrottlingAndErrors() {
    // Given
    RdStation.faults().arm(RequestFault.tooMany(1).on("rdstation", "GET", "/contacts"), 1);
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/deals"), 1);
    RdStation.faults().arm(RequestFault.status(500).on("rdstation", "POST", NOTES), 1);

    // When
    endCall();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-38 an access token that died early is replaced")
  void shouldReplaceADeadAccessToken() {
    // Given
    tokens.current(Tenants.AURORA).await().atMost(Duration.ofSeconds(5));
    RdStation.crm().expireAccessTokens();

    // When
    endCall();

    // Then
    topics.await(ActivitySynced.class, call);
    assertThat(RdStation.crm().notes(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-39 a dead refresh token is told once; calls wait for the administrator")
  void shouldWaitForTheAdministratorWhenTheConnectionIsLost() {
    // Given
    RdAccount stolen = RdStation.connect("carla");
    RdStation.useUp(stolen);

    // When
    endCall();

    // Then
    topics.await(ReconnectRequired.class, Tenants.AURORA.value());
    given()
        .auth()
        .oauth2(Tokens.of("carla"))
        .get("/api/crm/connection")
        .then()
        .body("state", equalTo("reconnect-required"));
    RdStation.connect("carla");
    assertThat(topics.all(Tenants.AURORA, ReconnectRequired.class)).hasSize(1);
    assertThat(topics.all(Tenants.AURORA, ActivityFailed.class)).isEmpty();
  }

  @Test
  @DisplayName("CRM-40 many users of the token at once make one exchange")
  void shouldExchangeTheRefreshTokenOnce() {
    // Given
    long before = exchanges();

    // When
    List<Uni<String>> users =
        IntStream.range(0, 20).mapToObj(i -> tokens.current(Tenants.AURORA)).toList();
    List<?> got = Uni.join().all(users).andFailFast().await().atMost(Duration.ofSeconds(20));

    // Then
    assertThat(got.stream().distinct()).hasSize(1);
    assertThat(exchanges() - before).isEqualTo(1);
  }

  @Test
  @DisplayName("CRM-43 a deal that the CRM refuses is listed and an alert is raised")
  void shouldListARefusedNoteAndAlert() {
    // Given
    RdStation.faults().arm(RequestFault.status(422).on("rdstation", "POST", NOTES), 1);

    // When
    endCall();

    // Then
    assertThat(topics.await(ActivityFailed.class, call).kind()).isEqualTo("rejected");
    assertThat(topics.await(AlertRaised.class, call).severity()).isEqualTo("warning");
    assertThat(RdStation.crm().notes(deal)).isEmpty();
  }

  @Test
  @DisplayName("CRM-44 contacts are found by phone; without connection the caller is told")
  void shouldFindContactsByPhone() {
    // Then
    given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .queryParam("phone", mobile)
        .get("/api/contacts")
        .then()
        .statusCode(200)
        .body("items.name", hasItem("M"));
    given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .queryParam("phone", "11 98765-4321")
        .get("/api/contacts")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("phone"));
  }

  @Test
  @DisplayName("CRM-45 an organization without a CRM is told so")
  void shouldTellAnOrganizationWithoutACrm() {
    // When
    Uni<String> asked = tokens.current(TenantId.of("nobody"));

    // Then
    assertThatThrownBy(() -> asked.await().atMost(Duration.ofSeconds(5)))
        .isInstanceOf(CrmFault.Disconnected.class);
  }

  private void endCall() {
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
  }

  private static long exchanges() {
    return RdStation.crm().requests().stream()
        .filter(request -> request.path().startsWith("/oauth2/token"))
        .count();
  }
}
