package dev.ramal.calls.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.NumberAccounts;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.NumberAcquired;
import dev.ramal.events.calls.NumberReleased;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class NumbersTest {
  private static final Postgres CALLS = Postgres.database("calls");

  private TenantId tenant = Tenants.AURORA;
  private CallApi admin = CallApi.as("carla");
  private CallApi other = CallApi.as("bia");

  @Inject ConcludeNumber conclude;
  @Inject SqlTransactions transactions;

  @AfterEach
  void noFaults() {
    Simulator.noFaults();
  }

  @ParameterizedTest
  @CsvSource({"twilio, 4.250000, bundleId", "telnyx, 1.000000, requirementGroupId"})
  @DisplayName("CALL-370 numbers on offer are told with price, abilities and what regulation asks")
  void shouldTellWhatIsOnOffer(String carrier, String price, String document) {
    // Given
    String account = NumberAccounts.connect("carla", carrier, "+551130001370");

    // When
    Response found = search("areaCode=71&connectionId=" + account);

    // Then
    found
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(30))
        .body("items[0].number", containsString("+5571"))
        .body("items[0].connectionId", equalTo(account))
        .body("items[0].capabilities", contains("voice"))
        .body("items[0].monthlyPrice.amount", equalTo(price))
        .body("items[0].callerId", equalTo(true))
        .body("items[0].documents.field", hasItem(document));
    search("type=toll-free&connectionId=" + account)
        .then()
        .statusCode(200)
        .body("items[0].callerId", equalTo(false));
    search("areaCode=011&type=x&carrier=y")
        .then()
        .statusCode(400)
        .body("code", equalTo("CALLS-0320"))
        .body("errors.field", contains("areaCode", "type", "carrier"));
    Simulator.fault("GET", "status", carrier, "vailable", 1, Map.of("status", 503));
    search("connectionId=" + account).then().statusCode(503).body("code", equalTo("CALLS-0326"));
    CallApi.as("bia")
        .request()
        .get("/api/numbers/available?connectionId=" + account)
        .then()
        .statusCode(404);
    CallApi.as("bruno")
        .request()
        .get("/api/numbers/available?connectionId=" + account)
        .then()
        .statusCode(200);
    CallApi.as("ana").request().get("/api/numbers/available").then().statusCode(403);
  }

  private Response search(String query) {
    return admin.request().get("/api/numbers/available?" + query);
  }

  @ParameterizedTest
  @CsvSource({"twilio, +552135500011, aurora", "telnyx, +552135500012, boreal"})
  @DisplayName("CALL-371 a number is ordered once and becomes the account's")
  void shouldBuyANumberOnce(String carrier, String number, TenantId organization) {
    // Given
    goTo(organization);
    String account = connect(carrier, "+551130001371");
    Map<String, Object> order = NumberAccounts.order(carrier, account, number);
    order.put("label", "Vendas RJ");
    String key = UUID.randomUUID().toString();
    try (TopicProbe events = TopicProbe.on(Topics.CALLS);
        TopicProbe connections = TopicProbe.on(Topics.CONNECTIONS)) {

      // When
      Response ordered = admin.user().post("/api/numbers", order, key);
      Response again = admin.user().post("/api/numbers", order, key);

      // Then
      ordered.then().statusCode(202).body("state", equalTo("ordered"));
      String id = ordered.path("id");
      assertThat(ordered.header("Location")).isEqualTo("/api/numbers/" + id);
      again.then().statusCode(202).body("id", equalTo(id));
      awaitState(id, "active");
      NumberAcquired acquired =
          events
              .await("its event", r -> r.key().equals(tenant.value() + ":" + id))
              .data(NumberAcquired.class);
      assertThat(acquired.number().value()).isEqualTo(number);
      assertThat(acquired.monthlyPrice()).isNotNull();
      connections.await(
          "the account with it",
          r ->
              r.key().equals(tenant.value() + ":" + account)
                  && r.data(ConnectionPublished.class)
                      .numbers()
                      .equals(List.of("+551130001371", number)));
      assertThat(Simulator.posts(carrier, orders(carrier), number.substring(1))).hasSize(1);
      admin.user().post("/api/numbers", order, null).then().statusCode(409);
      othersSeeNothing(id);
      admin
          .request()
          .get("/api/numbers?state=active&connectionId=" + account)
          .then()
          .body("items.number", contains(number, "+551130001371"))
          .body("items.bought", contains(true, false));
      release(id);
    }
  }

  private static String orders(String carrier) {
    return carrier.equals("twilio") ? "/IncomingPhoneNumbers" : "/number_orders";
  }

  /** From now on those of an organization do what the test does. */
  private void goTo(TenantId organization) {
    boolean aurora = organization.equals(Tenants.AURORA);
    tenant = organization;
    admin = CallApi.as(aurora ? "carla" : "bia");
    other = CallApi.as(aurora ? "bia" : "carla");
  }

  private String connect(String carrier, String number) {
    return NumberAccounts.connect(admin.user().username(), carrier, number);
  }

  /** The other organization's administrator neither finds a number nor can do anything with it. */
  private void othersSeeNothing(String id) {
    other.request().get("/api/numbers/" + id).then().statusCode(404);
    other.request().get("/api/numbers").then().statusCode(200).body("items.id", not(hasItem(id)));
    other.request().body(Map.of("label", "x")).patch("/api/numbers/" + id).then().statusCode(404);
    other.request().delete("/api/numbers/" + id).then().statusCode(404);
  }

  @Test
  @DisplayName("CALL-371 a number is ordered once and becomes the account's")
  void shouldHaveWhatComesInSentToUs() {
    // Given
    String account = NumberAccounts.connect("carla", "twilio", "+551130001371");

    // When
    String id = buy("twilio", account, "+552135500013");

    // Then
    awaitState(id, "active");
    assertThat(Simulator.posts("twilio", "/IncomingPhoneNumbers", "552135500013").get(0))
        .contains("voice%2Ftwilio%2F" + account + "%2Finbound")
        .contains("webhooks%2Ftwilio%2F" + account + "%2Fincoming-message")
        .contains("webhooks%2Ftwilio%2F" + account + "%2Fcall-status");
    admin
        .request()
        .post("/api/carriers/" + account + "/check")
        .then()
        .statusCode(200)
        .body("warnings.detail", not(hasItem(containsString("+552135500013"))));
    release(id);
  }

  @ParameterizedTest
  @CsvSource({
    "twilio, +553135500011, aurora, bruno",
    "telnyx, +553135500012, aurora, bruno",
    "telnyx, +553135500013, boreal, bia"
  })
  @DisplayName("CALL-372 an order whose answer is lost is asked about, not sent again")
  void shouldAskAboutAnOrderWithoutAnAnswer(
      String carrier, String number, TenantId organization, String leader) {
    // Given
    goTo(organization);
    String account = connect(carrier, "+551130001372");
    Simulator.fault("timeout", carrier, orders(carrier), 1, Map.of());
    try (TopicProbe events = TopicProbe.on(Topics.CALLS)) {

      // When
      String id = buy(carrier, account, number);
      Object orderer = CALLS.value("select updated_by from numbers where id = ?", id);
      CallApi.as(leader)
          .request()
          .body(Map.of("label", "Lapa"))
          .patch("/api/numbers/" + id)
          .then()
          .statusCode(200);
      Object changer = CALLS.value("select updated_by from numbers where id = ?", id);

      // Then
      awaitState(id, "active");
      assertThat(Simulator.posts(carrier, orders(carrier), number.substring(1))).hasSize(1);
      assertThat(
              events
                  .await("its event", r -> r.key().equals(tenant.value() + ":" + id))
                  .data(NumberAcquired.class)
                  .acquiredBy())
          .as("who ordered it")
          .isNotBlank()
          .isEqualTo(orderer);
      assertThat(orderer.equals(changer))
          .as("nobody but its administrator leads Boreal")
          .isEqualTo(leader.equals("bia"));
      othersSeeNothing(id);
      release(id);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, +554135500011, boreal", "telnyx, +554135500012, aurora"})
  @DisplayName("CALL-372 an order whose answer is lost is asked about, not sent again")
  void shouldOrderAgainWhatTheCarrierDoesNotHave(
      String carrier, String number, TenantId organization) {
    // Given
    goTo(organization);
    String account = connect(carrier, "+551130001372");
    Simulator.fault("reset", carrier, orders(carrier), 1, Map.of());

    // When
    String id = buy(carrier, account, number);

    // Then
    awaitState(id, "active");
    othersSeeNothing(id);
    release(id);
  }

  @ParameterizedTest
  @CsvSource({"twilio, +557135500021, aurora", "telnyx, +557135500022, boreal"})
  @DisplayName("CALL-372 an order whose answer is lost is asked about, not sent again")
  void shouldTakeOverWhatTheAccountHasAlready(
      String carrier, String number, TenantId organization) {
    // Given
    goTo(organization);
    String account = connect(carrier, "+551130001372");
    String first = buy(carrier, account, number);
    awaitState(first, "active");
    Postgres.database("calls").execute("update numbers set state = 'REFUSED' where id = ?", first);

    // When
    String again = buy(carrier, account, number);

    // Then
    awaitState(again, "active");
    othersSeeNothing(again);
    release(again);
  }

  @ParameterizedTest
  @CsvSource({"twilio, +558135500025, boreal", "telnyx, +558135500026, aurora"})
  @DisplayName("CALL-661 what the account has already is taken over, whatever became of its papers")
  void shouldTakeOverWhatTheAccountHasWithPapersThatDoNoMore(
      String carrier, String number, TenantId organization) {
    // Given
    goTo(organization);
    String account = connect(carrier, "+551130001661");
    Map<String, String> documents = NumberAccounts.documents(carrier, account, "approved");
    Map<String, Object> order = new HashMap<>(documents);
    order.put("connectionId", account);
    order.put("number", number);
    String first = admin.user().post("/api/numbers", order, null).path("id");
    awaitState(first, "active");
    CALLS.execute("update numbers set state = 'REFUSED' where id = ?", first);
    NumberAccounts.review(carrier, documents, "rejected");

    // When
    String again = admin.user().post("/api/numbers", order, null).path("id");

    // Then
    awaitState(again, "active");
    othersSeeNothing(again);
    release(again);
  }

  @ParameterizedTest
  @CsvSource({"twilio, bundleId, aurora", "telnyx, requirementGroupId, boreal"})
  @DisplayName("CALL-373 what regulation demands is named, with where it is made")
  void shouldNameTheDocumentsThatAreMissing(
      String carrier, String document, TenantId organization) {
    // Given
    goTo(organization);
    String account = connect(carrier, "+551130001373");
    Map<String, Object> order = Map.of("connectionId", account, "number", "+555135500011");

    // When
    Response foreign = other.user().post("/api/numbers", order, UUID.randomUUID().toString());
    Response refused = admin.user().post("/api/numbers", order, UUID.randomUUID().toString());

    // Then
    foreign.then().statusCode(404);
    refused
        .then()
        .statusCode(422)
        .body("code", equalTo("CALLS-0322"))
        .body("errors.field", hasItem(document))
        .body("documents.field", hasItem(document))
        .body("documents[0].nextStepPt", containsString("informe o"));
    assertThat(Simulator.posts(carrier, orders(carrier), "555135500011")).isEmpty();
    admin
        .request()
        .get("/api/numbers?connectionId=" + account)
        .then()
        .body("items.number", contains("+551130001373"));
  }

  @ParameterizedTest
  @CsvSource({"aurora", "boreal"})
  @DisplayName("CALL-373 what regulation demands is named, with where it is made")
  void shouldTellWhyTheCarrierDoesNotSell(TenantId organization) {
    // Given
    goTo(organization);
    String account = connect("twilio", "+551130001373");
    Map<String, Object> order = NumberAccounts.order("twilio", account, "+555135500013");
    order.put("bundleId", "BU-of-somebody-else");
    Map<String, Object> gone = NumberAccounts.order("twilio", account, "+555130009999");

    // When
    String papers = admin.user().post("/api/numbers", order, null).path("id");
    String sold = admin.user().post("/api/numbers", gone, null).path("id");

    // Then
    awaitState(papers, "refused");
    admin
        .request()
        .get("/api/numbers/" + papers)
        .then()
        .body("reasonCode", equalTo("documents-needed"))
        .body("reason", containsString("no bundle BU-of-somebody-else"))
        .body("reason", containsString("Regulatory Compliance"))
        .body("reason", containsString("informe o sid"));
    awaitState(sold, "refused");
    admin.request().get("/api/numbers/" + sold).then().body("reasonCode", equalTo("not-offered"));
    List.of(papers, sold).forEach(this::othersSeeNothing);
  }

  @ParameterizedTest
  @CsvSource({"twilio, +551135500027", "telnyx, +551135500028"})
  @DisplayName(
      "CALL-594 documents are kept with their account, told as they stand, and ordered with")
  void shouldKeepTheDocumentsOfAnAccount(String carrier, String number) {
    // Given
    String account = NumberAccounts.connect("carla", carrier, "+551130001594");
    String path = "/api/carriers/" + account + "/documents";
    Map<String, Object> order = Map.of("connectionId", account, "number", number);
    Response none = admin.request().get(path);
    Map<String, String> documents = NumberAccounts.documents(carrier, account, "draft");

    // When
    Response kept = admin.request().body(documents).put(path);

    // Then
    none.then()
        .statusCode(200)
        .body("state", equalTo("missing"))
        .body("nextStepPt", containsString("Brasil"))
        .body("demanded.field", hasItem(documents.keySet().stream().sorted().toList().get(0)))
        .body("papers.name", hasItem("Business registration (CNPJ)"));
    kept.then().statusCode(200).body("state", equalTo("draft"));
    documents.forEach((field, id) -> kept.then().body(field, equalTo(id)));
    refusedWith(order, "documents-needed");
    NumberAccounts.review(carrier, documents, "pending");
    admin
        .request()
        .get(path)
        .then()
        .body("state", equalTo("pending"))
        .body(
            "detail",
            containsString(
                documents.get(carrier.equals("twilio") ? "bundleId" : "requirementGroupId")))
        .body("nextStepPt", containsString("analisando"));
    if (carrier.equals("twilio")) {
      refusedWith(order, "documents-pending");
    }
    NumberAccounts.review(carrier, documents, "rejected");
    refusedWith(order, "documents-rejected");
    Simulator.fault(
        "GET",
        "status",
        carrier,
        carrier.equals("twilio") ? "/Bundles" : "/requirement_groups",
        1,
        Map.of("status", 503));
    admin.request().get(path).then().statusCode(200).body("state", equalTo("pending"));
    admin.request().get(path).then().body("state", equalTo("rejected"));
    NumberAccounts.review(carrier, documents, "approved");
    admin.request().get(path).then().body("state", equalTo("approved"));
    String id =
        admin.user().post("/api/numbers", order, null).then().statusCode(202).extract().path("id");
    awaitState(id, "active");
    CallApi.as("bia").request().get(path).then().statusCode(404);
    CallApi.as("bia").request().body(documents).put(path).then().statusCode(404);
    CallApi.as("bruno").request().body(documents).put(path).then().statusCode(403);
    release(id);
  }

  @Test
  @DisplayName(
      "CALL-594 documents are kept with their account, told as they stand, and ordered with")
  void shouldLeaveAnOrderWithACarrierThatExaminesThePapers() {
    // Given
    String account = NumberAccounts.connect("carla", "telnyx", "+551130001594");
    Map<String, String> documents = NumberAccounts.documents("telnyx", account, "pending");
    Map<String, Object> order = new HashMap<>(documents);
    order.put("connectionId", account);
    order.put("number", "+551135500030");

    // When
    String id =
        admin.user().post("/api/numbers", order, null).then().statusCode(202).extract().path("id");

    // Then
    await("it waits")
        .until(
            () -> admin.request().get("/api/numbers/" + id).<String>path("reason"),
            reason -> reason != null && reason.contains("examines the papers"));
    NumberAccounts.review("telnyx", documents, "approved");
    awaitState(id, "active");
    release(id);
  }

  private void refusedWith(Map<String, Object> order, String code) {
    String id =
        admin.user().post("/api/numbers", order, null).then().statusCode(202).extract().path("id");
    awaitState(id, "refused");
    admin.request().get("/api/numbers/" + id).then().body("reasonCode", equalTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "twilio, bundleId, BU00000000000000000000000000000009, requirementGroupId, boreal",
    "telnyx, requirementGroupId, group-of-others, bundleId, aurora"
  })
  @DisplayName("CALL-595 documents that the account does not have are not kept; fields are named")
  void shouldRefuseDocumentsOfOthers(
      String carrier, String field, String id, String foreign, TenantId organization) {
    // Given
    goTo(organization);
    String account = connect(carrier, "+551130001595");
    String path = "/api/carriers/" + account + "/documents";
    Map<String, String> own = NumberAccounts.documents(carrier, account, "draft");
    Map<String, Object> others = new HashMap<>(own);
    others.put(field, id);

    // When
    Response unknown = admin.request().body(others).put(path);
    Response wrong =
        admin.request().body(Map.of(foreign, "x y", "type", "t", "country", "br")).put(path);
    Response empty = admin.request().body(Map.of()).put(path);

    // Then
    unknown.then().statusCode(422).body("code", equalTo("CALLS-0361"));
    wrong.then().statusCode(400).body("code", equalTo("CALLS-0360"));
    wrong.then().body("errors.field", contains("country", "type"));
    empty.then().statusCode(400).body("errors.field", hasItem(field));
    other.request().get(path).then().statusCode(404);
    other.request().body(own).put(path).then().statusCode(404);
    admin.request().get(path).then().body("state", equalTo("missing"));
    admin
        .request()
        .get(path + "?country=US")
        .then()
        .body("state", equalTo("not-demanded"))
        .body("demanded.size()", equalTo(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-503 an order that another one replaced is not sent on its way again")
  void shouldNotRedriveAnOrderThatWasReplaced(String carrier) {
    // Given
    String account = NumberAccounts.connect("carla", carrier, "+551130001503");
    String first = buy(carrier, account, "+555130009998");
    awaitState(first, "refused");
    String second = buy(carrier, account, "+555130009998");
    awaitState(second, "refused");
    CALLS.execute("update numbers set state = 'ACTIVE' where id = ?", second);
    RowKey key = RowKey.of(Tenants.AURORA, first);

    // When
    Function<Sql, Uni<Void>> again = sql -> conclude.orderedAgain(sql, key);
    Function<Sql, Uni<Void>> late = sql -> conclude.bought(sql, key, "PN1");

    // Then
    assertThatThrownBy(() -> inTransaction(again))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("RAMAL-0462"));
    inTransaction(late);
    awaitState(first, "refused");
    CALLS.execute("update numbers set state = 'RELEASED' where id = ?", second);
    inTransaction(again);
    awaitState(first, "ordered");
    CALLS.execute("update numbers set state = 'REFUSED' where id = ?", first);
  }

  private void inTransaction(Function<Sql, Uni<Void>> work) {
    transactions.inTenant(Tenants.AURORA, work).await().atMost(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({"twilio, +556135500011, aurora, boreal", "telnyx, +556135500012, boreal, aurora"})
  @DisplayName("CALL-374 a number is given back, never while a call runs through it")
  void shouldReleaseANumberThatNoCallUses(
      String carrier, String number, TenantId organization, TenantId stranger) {
    // Given
    goTo(organization);
    String account = connect(carrier, "+551130001374");
    String id = buy(carrier, account, number);
    awaitState(id, "active");
    admin
        .request()
        .body(Map.of("label", "Feira"))
        .patch("/api/numbers/" + id)
        .then()
        .statusCode(200);
    String call = running(tenant, number);
    othersSeeNothing(id);
    admin
        .request()
        .delete("/api/numbers/" + id)
        .then()
        .statusCode(409)
        .body("code", equalTo("CALLS-0324"))
        .body("callId", equalTo(call));
    admin
        .request()
        .delete("/api/carriers/" + account)
        .then()
        .statusCode(409)
        .body("code", equalTo("CALLS-0328"));
    Postgres.database("calls").execute("update calls set status = 'COMPLETED' where id = ?", call);
    String others = running(stranger, number);
    try (TopicProbe events = TopicProbe.on(Topics.CALLS)) {
      // When
      admin.request().delete("/api/numbers/" + id).then().statusCode(202);
      admin.request().delete("/api/numbers/" + id).then().statusCode(202);

      // Then
      awaitState(id, "released");
      NumberReleased released =
          events
              .await("its event", r -> r.key().equals(tenant.value() + ":" + id))
              .data(NumberReleased.class);
      assertThat(released.number().value()).isEqualTo(number);
    } finally {
      Postgres.database("calls").execute("delete from calls where id = ?", others);
    }
    othersSeeNothing(id);
    admin
        .request()
        .get("/api/numbers/" + id)
        .then()
        .body("label", equalTo("Feira"))
        .body("number", equalTo(number));
    admin
        .request()
        .get("/api/carriers/" + account)
        .then()
        .body("numbers", contains("+551130001374"));
    Postgres.database("calls").execute("delete from calls where id = ?", call);
    awaitState(bought(carrier, account, number), "active");
  }

  private String bought(String carrier, String account, String number) {
    return buy(carrier, account, number);
  }

  private static String running(TenantId organization, String number) {
    String call = UUID.randomUUID().toString();
    Postgres.database("calls")
        .execute(
            """
            insert into calls (tenant, id, agent_id, status, direction, from_number, to_number,
              connection_id, record, requested_at, destination_class, revision, news_at,
              checked_at, version)
            values (?, ?, 'nobody', 'IN_PROGRESS', 'OUTBOUND', ?, '+2', 'none', false,
              now(), 'x', 0, now(), now(), 1)
            """,
            organization.value(),
            call,
            number);
    return call;
  }

  @ParameterizedTest
  @CsvSource({"twilio, +558135500011, boreal", "telnyx, +558135500012, aurora"})
  @DisplayName("CALL-375 numbers that were entered and numbers that were bought are one list")
  void shouldKeepBoughtNumbersWhateverIsEntered(
      String carrier, String number, TenantId organization) {
    // Given
    goTo(organization);
    long theirs = CALLS.count("numbers where tenant <> ?", tenant.value());
    Map<String, Object> body = NumberAccounts.account(carrier, "+551130001375");
    String account = admin.user().post("/api/carriers", body, null).path("id");
    String id = buy(carrier, account, number);
    awaitState(id, "active");
    body.put("numbers", List.of("+551130001376", "+551130001377"));

    // When
    admin.request().body(body).put("/api/carriers/" + account).then().statusCode(200);

    // Then
    admin
        .request()
        .get("/api/carriers/" + account)
        .then()
        .body("numbers", contains("+551130001376", number, "+551130001377"));
    admin
        .request()
        .get("/api/numbers?state=removed&connectionId=" + account)
        .then()
        .body("items.number", contains("+551130001375"));
    other.request().get("/api/carriers/" + account).then().statusCode(404);
    other.request().body(body).put("/api/carriers/" + account).then().statusCode(404);
    other.request().get("/api/numbers?connectionId=" + account).then().body("items", empty());
    othersSeeNothing(id);
    assertThat(CALLS.count("numbers where tenant <> ?", tenant.value())).isEqualTo(theirs);
    release(id);
  }

  private String buy(String carrier, String account, String number) {
    return admin
        .user()
        .post(
            "/api/numbers",
            NumberAccounts.order(carrier, account, number),
            UUID.randomUUID().toString())
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private void release(String id) {
    admin.request().delete("/api/numbers/" + id).then().statusCode(202);
    awaitState(id, "released");
  }

  private void awaitState(String id, String state) {
    await("number " + id + " is " + state)
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> admin.user().read("/api/numbers/" + id).path("state").asText(), state::equals);
  }
}
