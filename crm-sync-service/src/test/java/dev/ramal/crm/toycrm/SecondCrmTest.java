package dev.ramal.crm.toycrm;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One organization uses a CRM that the main code has never heard of. */
@CrmTest
class SecondCrmTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final String mobile = FinishedCalls.newMobile();
  private TopicProbe topics;

  @Inject ToyCrm toy;
  @Inject OrganizationCrm crm;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla");
    given()
        .auth()
        .oauth2(Tokens.of("bia"))
        .contentType(ContentType.JSON)
        .body(Map.of("crm", "toy", "clientId", "c", "clientSecret", "s", "refreshToken", "r"))
        .put("/api/crm/connection")
        .then()
        .statusCode(200)
        .body("crm", equalTo("toy"));
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  @DisplayName("CRM-68 a second CRM is a package of its own: each organization writes in its CRM")
  void shouldWriteInTheCrmOfTheOrganization() {
    // Given
    String toyDeal = toy.addPersonWithDeal(mobile);
    String contact = RdStation.crm().addContact("Marina", mobile);
    String deal = RdStation.crm().addDeal("Proposta", contact, "ongoing");
    String ofBoreal = FinishedCalls.newId();
    String ofAurora = FinishedCalls.newId();

    // When
    topics.send(FinishedCalls.ended(Tenants.BOREAL, ofBoreal, mobile, false, 0, 9));
    topics.send(FinishedCalls.ended(Tenants.AURORA, ofAurora, mobile, false, 0, 5));

    // Then
    assertThat(topics.await(ActivitySynced.class, ofBoreal).noteId()).isEqualTo("note-" + toyDeal);
    assertThat(topics.await(ActivitySynced.class, ofAurora).dealId()).isEqualTo(deal);
    assertThat(toy.note(toyDeal)).get().asString().contains(ofBoreal);
    assertThat(RdStation.crm().notes(deal))
        .singleElement()
        .satisfies(note -> assertThat(note.getString("description")).contains(ofAurora));
  }

  @Test
  @DisplayName("CRM-259 each page of the search for a note waits for its own turn")
  void shouldDrawForEachPageOfASearch() {
    // Given
    toy.onPage(() -> paused("now() + interval '1 hour'"));

    // When
    Uni<Optional<String>> search = crm.findNote(Tenants.BOREAL, null, ToyCrm.LONG_DEAL, "x");
    assertThatThrownBy(() -> search.await().atMost(LIMIT)).isInstanceOf(CrmFault.Throttled.class);

    // Then
    assertThat(toy.pages()).containsExactly(1);
    toy.onPage(() -> {});
    paused("null");
    assertThat(search.await().atMost(LIMIT)).contains("note-long");
    assertThat(toy.pages()).containsExactly(1, 1, 2, 3);
  }

  @Test
  @DisplayName("CRM-354 a CRM that takes no lists of phones is not asked for any, nor its bucket")
  void shouldDrawNothingForAListThatIsNotAskedFor() {
    // Given
    paused("now() + interval '1 hour'");

    // When
    Uni<Optional<Map<String, List<CrmContact>>>> list =
        crm.findContactsByAny(Tenants.BOREAL, List.of(mobile));

    // Then
    assertThat(list.await().atMost(LIMIT)).isEmpty();
    paused("null");
  }

  private static void paused(String until) {
    Postgres.database("crm")
        .execute("update job_accounts set paused_until = " + until + " where tenant = 'boreal'");
  }
}
