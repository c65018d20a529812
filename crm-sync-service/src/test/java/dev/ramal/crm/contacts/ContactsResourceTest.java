package dev.ramal.crm.contacts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.E164;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ContactLinked;
import dev.ramal.numbering.HumanSpellings;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CrmTest
class ContactsResourceTest {
  private final String mobile = FinishedCalls.newMobile();
  private final Postgres crm = Postgres.database("crm");

  @BeforeEach
  void connect() {
    RdStation.connect("carla");
    RdStation.crm().addContact("Marina", mobile);
  }

  @AfterEach
  void clear() {
    crm.execute("update job_accounts set tokens = null where tenant = 'aurora'");
    RdStation.faults().clear();
  }

  @Test
  @DisplayName("CRM-44 contacts are found by phone; without connection the caller is told")
  void shouldFindContactsByPhoneOrTellThatNoCrmIsConnected() {
    // Given
    Postgres.database("crm").execute("delete from crm_connection where tenant = 'boreal'");

    // Then
    ask("ana", mobile).statusCode(200).body("items.name", hasItem("Marina"));
    ask("breno", mobile)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("title", equalTo("The CRM is not connected"))
        .body("instance", equalTo("/api/contacts"));
    ask("ana", mobile.replaceFirst("\\+55(..)(.....)", "($1) $2-"))
        .statusCode(200)
        .body("items.name", hasItem("Marina"));
    ask("ana", "11 98765")
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("phone"));
  }

  @Test
  @DisplayName("CRM-120 whoever hides the number is nobody in the CRM, and it is not asked")
  void shouldNotLookUpWhoeverHides() {
    // Given
    RdStation.crm().addContact("Embaixada do Lesoto", "+266696687");
    long before = requests();

    // When
    ask("ana", "+266696687").statusCode(200).body("items", hasSize(0));

    // Then
    assertThat(requests()).isEqualTo(before);
  }

  @Test
  @DisplayName("CRM-56 a CRM that throttles or does not answer is told with what to do")
  void shouldTellWhatTheCrmDoes() {
    // Given
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/contacts"), 1);
    RdStation.faults().arm(RequestFault.tooMany(7).on("rdstation", "GET", "/contacts"), 1);

    // Then
    ask("ana", mobile)
        .statusCode(502)
        .contentType("application/problem+json")
        .body("title", equalTo("The CRM did not answer"))
        .body("instance", equalTo("/api/contacts"));
    ask("ana", mobile)
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", "7")
        .body("title", equalTo("The CRM takes no more requests for a while"))
        .body("instance", equalTo("/api/contacts"));
  }

  @Test
  @DisplayName("CRM-84 after a 429 nobody of the account asks the CRM until the pause is over")
  void shouldPauseTheWholeAccount() {
    // Given
    RdStation.faults().arm(RequestFault.tooMany(1_000_000).on("rdstation", "GET", "/contacts"), 1);
    ask("ana", mobile).statusCode(429).header("Retry-After", "300");
    String call = FinishedCalls.newId();
    long before = requests();

    // When
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      probe.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
      await().until(() -> crm.count("jobs where subject = ?", call) == 1);
      crm.execute("update jobs set due_at = now() where subject = ?", call);
    }

    // Then
    ask("ana", FinishedCalls.newMobile()).statusCode(429);
    await()
        .during(Duration.ofSeconds(2))
        .until(() -> crm.count("jobs where subject = ? and attempt = 0", call) == 1);
    assertThat(requests()).isEqualTo(before);
    RdStation.connect("bia");
    ask("breno", FinishedCalls.newMobile()).statusCode(200);
    RdStation.connect("carla");
    await().until(() -> crm.count("jobs where subject = ? and attempt = 0", call) == 0);
  }

  @Test
  @DisplayName("CRM-85 people and notes draw from one bucket; who would wait too long asks nothing")
  void shouldDrawFromTheBucketOfTheAccount() {
    // Given
    ask("ana", FinishedCalls.newMobile()).statusCode(200);
    long before = requests();
    crm.execute(
        "update job_accounts set tokens = -4000, refilled_at = now()"
            + " where tenant = 'aurora' and account = 'crm'");

    // When
    ask("ana", FinishedCalls.newMobile())
        .statusCode(429)
        .header("Retry-After", Integer::parseInt, both(greaterThan(10)).and(lessThan(25)));

    // Then
    assertThat(requests()).isEqualTo(before);
    crm.execute("update job_accounts set tokens = null where tenant = 'aurora'");
    ask("ana", FinishedCalls.newMobile()).statusCode(200);
    assertThat(crm.value("select tokens < 200 from job_accounts where tenant = 'aurora'"))
        .isEqualTo(true);
  }

  @Test
  @DisplayName("CRM-87 that nobody has a phone is remembered for a while")
  void shouldRememberAMiss() {
    // Given
    String nobodys = FinishedCalls.newMobile();
    ask("ana", mobile).body("items", hasSize(1));
    ask("ana", nobodys).statusCode(200).body("items", hasSize(0));
    long before = requests();

    // When
    ask("ana", nobodys).statusCode(200).body("items", hasSize(0));

    // Then
    assertThat(requests()).isEqualTo(before);
    crm.execute("update contact_search set searched_at = now() - interval '6 minutes'");
    RdStation.crm().addContact("Nova", nobodys);
    ask("ana", nobodys).body("items.name", hasItem("Nova"));
  }

  @Test
  @DisplayName("CRM-345 a contact whose name the database does not take is found and remembered")
  void shouldFindWhoHasAnOddName() {
    // Given
    String phone = FinishedCalls.newMobile();
    RdStation.crm().addContact("Ma\u0000rina\n" + "a".repeat(1_000), phone);
    String shown = "Ma rina " + "a".repeat(192);

    // When
    ask("ana", phone).statusCode(200).body("items.name", contains(shown));

    // Then
    assertThat(crm.value("select contact_name from contact_link where phone = ?", phone))
        .isEqualTo(shown);
  }

  @Test
  @DisplayName("CRM-127 a contact that stays is announced once, in whichever list it is found")
  void shouldAnnounceOnce() {
    // Given
    String phone = FinishedCalls.newMobile();
    RdStation.crm().addContact("Provável", phone);
    RdStation.crm().addContact("Rara", HumanSpellings.inLists(E164.of(phone)).get(1).get(0));
    String last = FinishedCalls.newMobile();
    RdStation.crm().addContact("Última", last);

    try (TopicProbe probe = TopicProbe.on(Topics.CRM)) {
      ask("ana", phone).body("items.name", contains("Provável", "Rara"));

      // When
      crm.execute("update contact_search set searched_at = now() - interval '6 minutes'");
      crm.execute("update contact_link set checked_at = now() - interval '16 minutes'");
      ask("ana", phone).body("items.name", contains("Provável", "Rara"));
      ask("ana", last).body("items.name", contains("Última"));

      // Then
      await().until(() -> linked(probe, last).count() == 1);
      assertThat(linked(probe, phone)).hasSize(2);
    }
  }

  private static Stream<ReceivedRecord> linked(TopicProbe probe, String phone) {
    return probe.all(Tenants.AURORA, ContactLinked.class).stream()
        .filter(record -> record.json().contains(phone));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+55 11 98765-4321 | +5511987654321",
        "(011) 98765-4321 | +5511987654321",
        "11 98765-4321 | +5511987654321",
        "(11)98765-4321 | +5511987654321",
        "(11) 9 8765-4321 | +5511987654321",
        "11 98765 4321 | +5511987654321",
        "+55 (11) 98765.4321 | +5511987654321",
        "011 8765-4321 | +5511987654321",
        "+55(11)98765-4321 | +5511987654321",
        "5511 98765-4321 | +5511987654321",
        "+55-11-98765-4321 | +5511987654321",
        "00 55 11 98765 4321 | +5511987654321",
        "0(xx)11 98765-4321 | +5511987654321",
        "(11) 98765-4321 (WhatsApp) | +5511987654321",
        "+55 11 3165-5854 | +551131655854",
        "(011) 3165.5854 | +551131655854",
        "11-3165-5854 | +551131655854",
        "0800 728 4321 | +558007284321",
        "0800-728-4321 | +558007284321",
        "08007284321 | +558007284321",
        "(0800) 728-4321 | +558007284321"
      })
  @DisplayName("CRM-86 a contact is found however people typed its phone")
  void shouldFindWhatAPersonTyped(String typed, String phone) {
    // Given
    String name = "Contato " + typed;
    RdStation.crm().addContact(name, typed);
    crm.execute("delete from contact_search");
    crm.execute("delete from contact_link");

    // Then
    ask("ana", phone).statusCode(200).body("items.name", hasItem(name));
  }

  @Test
  @DisplayName("CRM-86 who holds a phone in several spellings comes once, likely spellings first")
  void shouldRankAndNotRepeat() {
    // Given
    String digits = mobile.substring(5);
    String typed = "+55 11 " + digits.substring(0, 5) + "-" + digits.substring(5);
    RdStation.crm().addContact("Digitada", typed);

    // When
    ask("ana", mobile).body("items.name", contains("Marina", "Digitada"));

    // Then
    ask("ana", mobile).body("items.name", contains("Marina", "Digitada"));
  }

  @Test
  @DisplayName("CRM-94 the open deals of a contact are read by who works with it")
  void shouldReadTheOpenDealsOfAContact() {
    // Given
    String contact = RdStation.crm().addContact("Marina", FinishedCalls.newMobile());
    String open = RdStation.crm().addDeal("Proposta", contact, "ongoing");
    RdStation.crm().addDeal("Perdida", contact, "lost");

    // Then
    deals("ana", contact).statusCode(200).body("items.id", contains(open));
    deals("ana", "x%20or%20status:ongoing").statusCode(400).body("errors.field", hasSize(1));
    deals("davi", contact).statusCode(403);
  }

  private static ValidatableResponse deals(String user, String contact) {
    return given()
        .auth()
        .oauth2(Tokens.of(user))
        .urlEncodingEnabled(false)
        .get("/api/contacts/" + contact + "/deals")
        .then();
  }

  @Test
  @DisplayName("CRM-57 contacts are for those who work with them, in their own organization")
  void shouldRefuseOtherRolesAndOrganizations() {
    // Then
    ask("davi", mobile).statusCode(403);
    given().queryParam("phone", mobile).get("/api/contacts").then().statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.of("ana"))
        .header("X-Org-Id", "boreal")
        .queryParam("phone", mobile)
        .get("/api/contacts")
        .then()
        .statusCode(403);
  }

  private static long requests() {
    return RdStation.crm().requests().stream()
        .filter(request -> request.path().startsWith("/crm/v2"))
        .count();
  }

  private static ValidatableResponse ask(String user, String phone) {
    return given()
        .auth()
        .oauth2(Tokens.of(user))
        .queryParam("phone", phone)
        .get("/api/contacts")
        .then();
  }
}
