package dev.ramal.billing.publication;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.DRAFTS;
import static dev.ramal.billing.fixtures.BillingApi.amount;
import static dev.ramal.billing.fixtures.BillingApi.operator;
import static dev.ramal.billing.fixtures.BillingApi.secondOperator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.TenantId;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BillingTest
class PublicationTest {
  private static final String HEAD =
      "id,meter,leg,direction,destination_class,prefix,minimum,increment,cost_per_unit,"
          + "cost_currency,price_per_unit\n";
  private static final String LUNAR =
      HEAD + "lua,voice-minute,lead,outbound,lunar,,30,6,4,BRL,%s\n";

  @DisplayName("BILL-290 a file of rules is imported, proposed, published by another, and rates")
  @Test
  void shouldRateByWhatTwoPeopleHaveSeen() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2051-03-10T15:00:00Z");
    CallEvents other = call.inAnother(Tenants.AURORA);
    try (TopicProbe topics = TopicProbe.on()) {
      topics.send(call.ended(0, "lunar", 37));
      topics.send(other.ended(0, "lunar", 37));
    }
    BillingApi.awaitCount(
        "metered_uses where subject_id = ? and status = 'UNRATEABLE'", 2, call.callId());
    String draft = imported(Tenants.BOREAL, "lua-1", "2051", LUNAR.formatted("10.00"));
    String others = imported(Tenants.AURORA, "lua-1", "2051", LUNAR.formatted("20.00"));
    rerate();
    assertThat(
            DATABASE.count("ledger_entries where subject_id = ? and leg = 'lead'", call.callId()))
        .as("a draft rates nothing")
        .isZero();
    operator(Tenants.BOREAL).post(draft + "/propose").then().statusCode(200);

    // When
    Response published = secondOperator(Tenants.BOREAL).post(draft + "/publish?revision=1");

    // Then
    published.then().statusCode(201);
    assertThat(published.jsonPath().getMap("$"))
        .containsEntry("state", "published")
        .containsEntry("writtenBy", "nina")
        .containsEntry("proposedBy", "nina")
        .containsEntry("publishedBy", "paula");
    rerate();
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    Map<String, Object> usage = BillingApi.usage("bia", call.callId(), "lead");
    assertThat(usage).containsEntry("tariffVersion", "lua-1");
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("7.00");
    secondOperator(Tenants.BOREAL).post(draft + "/publish?revision=1").then().statusCode(200);
    assertThat(DATABASE.count("tariffs where version = 'lua-1'")).isEqualTo(1);
    rerate(Tenants.AURORA);
    assertThat(
            DATABASE.count(
                "metered_uses where subject_id = ? and tenant = 'aurora' and status ="
                    + " 'UNRATEABLE'",
                call.callId()))
        .as("what one organization publishes rates nothing of another")
        .isEqualTo(1);
    operator(Tenants.AURORA).post(others + "/propose").then().statusCode(200);
    secondOperator(Tenants.AURORA).post(others + "/publish?revision=1").then().statusCode(201);
    rerate(Tenants.AURORA);
    BillingApi.awaitEntries(call.callId(), "lead", 2);
    assertThat(amount(BillingApi.usage("davi", call.callId(), "lead").get("price")))
        .isEqualByComparingTo("14.00");
    assertThat(amount(BillingApi.usage("bia", call.callId(), "lead").get("price")))
        .isEqualByComparingTo("7.00");
    assertThat(code(operator(Tenants.BOREAL).post(draft + "/publish?revision=1")))
        .isEqualTo("BILLING-0294");
  }

  @DisplayName("BILL-291 whoever wrote or proposed a tariff does not publish it")
  @Test
  void shouldNeedAnotherPerson() {
    // Given
    String draft = imported(Tenants.AURORA, "olhos-1", "2052", LUNAR.formatted("1"));
    secondOperator(Tenants.AURORA).post(draft + "/propose").then().statusCode(200);
    String others = imported(Tenants.BOREAL, "olhos-1", "2052", LUNAR.formatted("2"));
    operator(Tenants.BOREAL).post(others + "/propose").then().statusCode(200);

    // When
    Response byItsWriter = operator(Tenants.AURORA).post(draft + "/publish?revision=1");

    // Then
    byItsWriter.then().statusCode(403);
    assertThat(code(byItsWriter)).isEqualTo("BILLING-0292");
    assertThat(code(secondOperator(Tenants.AURORA).post(draft + "/publish?revision=1")))
        .as("who proposed it")
        .isEqualTo("BILLING-0292");
    assertThatThrownBy(
            () ->
                DATABASE.execute(
                    "update tariff_drafts set state = 'published', tariff_id = id,"
                        + " published_by_id = written_by_id, published_by = 'x',"
                        + " published_at = now() where id = ?::uuid",
                    id(draft)))
        .as("whatever the code does")
        .hasStackTraceContaining("tariff_drafts_four_eyes");
    assertThat(DATABASE.count("tariffs where version = 'olhos-1'")).isZero();
    secondOperator(Tenants.BOREAL).post(draft + "/publish?revision=1").then().statusCode(404);
    secondOperator(Tenants.BOREAL).post(others + "/publish?revision=1").then().statusCode(201);
    assertThat(DATABASE.count("tariffs where version = 'olhos-1' and tenant = 'boreal'"))
        .as("who has proposed another organization's draft is the second person of this one")
        .isEqualTo(1);
    assertThat(DATABASE.count("tariffs where version = 'olhos-1'")).isEqualTo(1);
  }

  @DisplayName("BILL-292 what is looked at is what is published: rewriting needs a new proposal")
  @Test
  void shouldPublishOnlyWhatWasLookedAt() {
    // Given
    String draft = imported(Tenants.AURORA, "revista-1", "2053", LUNAR.formatted("1"));
    String others = imported(Tenants.BOREAL, "revista-1", "2053", LUNAR.formatted("2"));
    operator(Tenants.AURORA).post(draft + "/propose").then().statusCode(200);
    String other = LUNAR.formatted("0.01");
    assertThat(code(rewritten(draft, "", other))).as("proposed").isEqualTo("BILLING-0294");
    operator(Tenants.AURORA)
        .body(Map.of("reason", "preço errado"))
        .post(draft + "/return")
        .then()
        .statusCode(200);
    rewritten(draft, "?revision=1", other).then().statusCode(200);
    assertThat(code(rewritten(draft, "?revision=1", other))).isEqualTo("BILLING-0295");
    operator(Tenants.AURORA).post(draft + "/propose").then().statusCode(200);

    // When
    Response ofTheOldOne = secondOperator(Tenants.AURORA).post(draft + "/publish?revision=1");

    // Then
    ofTheOldOne.then().statusCode(409);
    assertThat(code(ofTheOldOne)).isEqualTo("BILLING-0295");
    secondOperator(Tenants.AURORA).post(draft + "/publish").then().statusCode(400);
    secondOperator(Tenants.AURORA).post(draft + "/publish?revision=x").then().statusCode(400);
    List<CompletableFuture<Integer>> atOnce =
        List.of(1, 2, 3, 4).stream()
            .map(
                n ->
                    CompletableFuture.supplyAsync(
                        () ->
                            secondOperator(Tenants.AURORA)
                                .post(draft + "/publish?revision=2")
                                .statusCode()))
            .toList();
    assertThat(atOnce)
        .extracting(CompletableFuture::join)
        .containsExactlyInAnyOrder(201, 200, 200, 200);
    assertThat(DATABASE.count("tariffs where version = 'revista-1'")).isEqualTo(1);
    String changes = "tariff_changes where version = 'revista-1' and tenant = ?";
    assertThat(DATABASE.count(changes, "aurora")).isEqualTo(6);
    assertThat(DATABASE.count(changes, "boreal")).as("only drafted").isEqualTo(1);
    operator(Tenants.BOREAL)
        .get(others)
        .then()
        .statusCode(200)
        .body("draft.state", equalTo("draft"))
        .body("draft.revision", equalTo(1));
    operator(Tenants.BOREAL).get(draft).then().statusCode(404);
  }

  @DisplayName("BILL-293 a file that is wrong is told by line and column, and nothing is stored")
  @ParameterizedTest
  @ValueSource(strings = {"aurora", "boreal"})
  void shouldImportNothingOfAFileThatIsWrong(String organization) {
    // Given
    TenantId tenant = TenantId.of(organization);
    long before = DATABASE.count("tariff_drafts");
    String file =
        LUNAR.formatted("1")
            + "b,voice-minutes,lead,outbound,,+55,30,6,1,BRL,1\n"
            + "c,voice-minute,lead,outbound,,+351,30,0,-1,XYZ,\n"
            + "lua,voice-minute,lead,outbound,lunar,,30,6,4,BRL,2\n";

    // When
    Response refused = importFile(tenant, "errado-1", "2054", file);

    // Then
    refused.then().statusCode(400);
    assertThat(code(refused)).isEqualTo("BILLING-0290");
    assertThat(refused.jsonPath().<String>getList("errors.field"))
        .containsExactlyInAnyOrder(
            "line 3.meter",
            "line 4.increment",
            "line 4.cost_per_unit",
            "line 4.cost_currency",
            "line 4.price_per_unit",
            "line 5.id");
    assertThat(DATABASE.count("tariff_drafts")).isEqualTo(before);
    importFile(tenant, "errado 1", "2054", LUNAR.formatted("1")).then().statusCode(400);
    assertThat(code(importFile(tenant, "vazio-1", "2054", "\"id"))).isEqualTo("BILLING-0290");
    Response unknown =
        operator(tenant)
            .body(
                Map.of(
                    "version",
                    "moeda-1",
                    "validFrom",
                    "2054-01-01T03:00:00Z",
                    "source",
                    "teste",
                    "rules",
                    List.of(
                        Map.of(
                            "id",
                            "a",
                            "meter",
                            "voice-minute",
                            "cost",
                            Map.of("perUnit", "1", "currency", "ABC"),
                            "price",
                            Map.of("perUnit", "1")))))
            .post(DRAFTS);
    assertThat(unknown.jsonPath().getString("errors[0].field")).isEqualTo("rules[0].cost.currency");
  }

  @DisplayName("BILL-294 who changed what, when and how is written down and never changed")
  @Test
  void shouldWriteDownWhoChangedWhat() {
    // Given
    String first = imported(Tenants.BOREAL, "livro-1", "2055", LUNAR.formatted("1.00"));
    operator(Tenants.BOREAL).post(first + "/propose");
    secondOperator(Tenants.BOREAL).post(first + "/publish?revision=1").then().statusCode(201);
    String second = imported(Tenants.BOREAL, "livro-2", "2056", LUNAR.formatted("1.00"));
    rewritten(Tenants.BOREAL, second, "livro-2", "2056", LUNAR.formatted("1.50"));
    operator(Tenants.BOREAL).post(second + "/propose");
    JsonPath looked = secondOperator(Tenants.BOREAL).get(second).jsonPath();
    secondOperator(Tenants.BOREAL).post(second + "/publish?revision=2").then().statusCode(201);

    // When
    JsonPath book =
        operator(Tenants.BOREAL).get("/api/billing/tariffs/changes?version=livro-2").jsonPath();

    // Then
    assertThat(book.<String>getList("items.action"))
        .containsExactly("published", "proposed", "rewritten", "drafted");
    assertThat(book.<String>getList("items.by")).containsExactly("paula", "nina", "nina", "nina");
    assertThat(book.<String>getList("items.byId"))
        .containsExactly(
            "00000000-0000-4000-8000-00000000000c",
            "00000000-0000-4000-8000-00000000000b",
            "00000000-0000-4000-8000-00000000000b",
            "00000000-0000-4000-8000-00000000000b");
    assertThat(book.<String>getList("items.sha256").subList(0, 3))
        .containsOnly(book.getString("items[0].sha256"));
    assertThat(looked.getString("follows")).isEqualTo("livro-1");
    for (String diff : List.of("items[0].diff", "items[2].diff")) {
      assertThat(book.<List<String>>getList(diff + ".rules.columns"))
          .containsExactly(List.of("price_per_unit"));
      assertThat(book.getString(diff + ".rules[0].before")).contains("1.00");
      assertThat(book.getString(diff + ".rules[0].after")).contains("1.50");
    }
    assertThat(looked.getMap("changes")).isEqualTo(book.getMap("items[0].diff"));
    assertThat(
            BillingApi.get("fabio", "/api/billing/tariffs/changes?version=livro-2")
                .<String>getList("items.action"))
        .as("drafts are the operator's")
        .containsExactly("published");
    assertThat(
            BillingApi.get("davi", "/api/billing/tariffs/changes?version=livro-2").getList("items"))
        .isEmpty();
    assertThatThrownBy(
            () ->
                DATABASE.execute(
                    "update tariff_changes set by_name = 'x' where version = 'livro-2'"))
        .hasStackTraceContaining("never changed");
    assertThatThrownBy(() -> DATABASE.execute("delete from tariff_changes"))
        .hasStackTraceContaining("never changed");
  }

  @DisplayName("BILL-295 one person publishes alone only where the operator has said so, and why")
  @Test
  void shouldPublishAloneOnlyWhereThatIsAllowed() {
    // Given
    Map<String, Object> tariff = tariffOf("so-1");
    String path = "/api/billing/tariffs?reason={why}";

    // When
    Response refused =
        operator(Tenants.AURORA).body(tariff).post(path, "the carrier has no prices left");

    // Then
    refused.then().statusCode(403);
    assertThat(code(refused)).isEqualTo("BILLING-0291");
    operator(Tenants.BOREAL).body(tariff).post("/api/billing/tariffs").then().statusCode(400);
    operator(Tenants.BOREAL).body(tariff).post(path, "short").then().statusCode(400);
    assertThat(DATABASE.count("tariffs where version = 'so-1'")).isZero();
    operator(Tenants.BOREAL)
        .body(tariff)
        .post(path, "the carrier raised its price at noon")
        .then()
        .statusCode(201);
    JsonPath book = BillingApi.get("fabio", "/api/billing/tariffs/changes?version=so-1");
    assertThat(book.getString("items[0].action")).isEqualTo("published-alone");
    assertThat(book.getString("items[0].reason")).isEqualTo("the carrier raised its price at noon");
    assertThat(book.getString("items[0].by")).isEqualTo("nina");
  }

  @DisplayName("BILL-296 drafts of one organization do not exist for another")
  @Test
  void shouldKeepDraftsApart() {
    // Given
    String draft = imported(Tenants.BOREAL, "meu-1", "2058", LUNAR.formatted("1"));

    // When
    Response ofAnother = operator(Tenants.AURORA).get(draft);

    // Then
    assertThat(code(ofAnother)).isEqualTo("BILLING-0293");
    for (String step : List.of("/propose", "/publish?revision=1")) {
      assertThat(secondOperator(Tenants.AURORA).post(draft + step).statusCode()).isEqualTo(404);
    }
    assertThat(operator(Tenants.AURORA).delete(draft).statusCode()).isEqualTo(404);
    assertThat(operator(Tenants.AURORA).get(draft + "/gaps").statusCode()).isEqualTo(404);
    assertThat(listed(Tenants.AURORA, "draft")).doesNotContain("meu-1");
    assertThat(listed(Tenants.BOREAL, "draft")).contains("meu-1");
    operator(Tenants.BOREAL).delete(draft).then().statusCode(204);
    operator(Tenants.BOREAL).delete(draft).then().statusCode(204);
    assertThat(listed(Tenants.BOREAL, "draft")).doesNotContain("meu-1");
    assertThat(listed(Tenants.BOREAL, "discarded")).contains("meu-1");
    assertThat(code(operator(Tenants.BOREAL).get(DRAFTS + "?state=lost")))
        .isEqualTo("BILLING-0008");
  }

  @DisplayName("BILL-297 a tariff that is exported and imported is the same tariff")
  @Test
  void shouldImportWhatWasExported() {
    // Given
    JsonPath tariffs = BillingApi.get("carla", "/api/billing/tariffs?limit=200");
    Map<String, Object> reference =
        tariffs.<Map<String, Object>>getList("items").stream()
            .filter(
                item -> "referencia-2026.1".equals(((Map<?, ?>) item.get("tariff")).get("version")))
            .findFirst()
            .orElseThrow();
    String path = "/api/billing/tariffs/" + reference.get("id") + "/csv";
    Response exported = BillingApi.as("carla").get(path);

    // When
    String draft = imported(Tenants.AURORA, "copia-1", "2059", exported.asString());

    // Then
    assertThat(exported.contentType()).startsWith("text/csv");
    assertThat(exported.header("Content-Disposition")).contains("referencia-2026.1.csv");
    JsonPath copy = operator(Tenants.AURORA).get(draft).jsonPath();
    assertThat(copy.<Map<String, Object>>getList("tariff.rules"))
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*price.*currency")
        .isEqualTo(withoutPriceCurrency((Map<?, ?>) reference.get("tariff")));
    String forPeople = BillingApi.as("carla").get(path + "?format=csv-pt-br").asString();
    assertThat(forPeople).startsWith("\uFEFFid;").contains(";0,15;");
    String again = imported(Tenants.AURORA, "copia-2", "2059", forPeople);
    assertThat(operator(Tenants.AURORA).get(again).jsonPath().getList("tariff.rules"))
        .isEqualTo(copy.getList("tariff.rules"));
    assertThat(code(BillingApi.as("carla").get(path + "?format=xls"))).isEqualTo("BILLING-0008");
    BillingApi.publish(Tenants.BOREAL, tariffOf("alheia-1")).then().statusCode(201);
    String ofAnother =
        BillingApi.get("bia", "/api/billing/tariffs?limit=200")
            .getString("items.find { it.tariff.version == 'alheia-1' }.id");
    BillingApi.as("bia").get("/api/billing/tariffs/" + ofAnother + "/csv").then().statusCode(200);
    assertThat(code(BillingApi.as("carla").get("/api/billing/tariffs/" + ofAnother + "/csv")))
        .isEqualTo("BILLING-0296");
    assertThat(
            code(BillingApi.as("carla").get("/api/billing/tariffs/" + UUID.randomUUID() + "/csv")))
        .isEqualTo("BILLING-0296");
  }

  private static Map<String, Object> tariffOf(String version) {
    return Map.of(
        "version",
        version,
        "source",
        "teste",
        "validFrom",
        "2057-01-01T03:00:00Z",
        "rules",
        List.of(
            Map.of(
                "id",
                "a",
                "meter",
                "number-month",
                "destinationClass",
                version,
                "cost",
                Map.of("perUnit", "1"),
                "price",
                Map.of("perUnit", "2"))));
  }

  private static List<Map<String, Object>> withoutPriceCurrency(Map<?, ?> tariff) {
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> rules = (List<Map<String, Object>>) tariff.get("rules");
    rules.forEach(rule -> ((Map<?, ?>) rule.get("price")).remove("currency"));
    return rules;
  }

  private static String imported(TenantId tenant, String version, String year, String csv) {
    Response drafted = importFile(tenant, version, year, csv);
    drafted.then().statusCode(201);
    return drafted.header("Location").replaceFirst("^https?://[^/]+", "");
  }

  private static Response importFile(TenantId tenant, String version, String year, String csv) {
    return operator(tenant).body(file(version, year, csv)).post(DRAFTS + "/csv");
  }

  private static Response rewritten(String draft, String query, String csv) {
    return operator(Tenants.AURORA)
        .body(file("revista-1", "2053", csv))
        .put(draft + "/csv" + query);
  }

  private static void rewritten(
      TenantId tenant, String draft, String version, String year, String csv) {
    operator(tenant).body(file(version, year, csv)).put(draft + "/csv").then().statusCode(200);
  }

  private static Map<String, String> file(String version, String year, String csv) {
    return Map.of(
        "version",
        version,
        "validFrom",
        year + "-01-01T03:00:00Z",
        "source",
        "contrato de teste",
        "csv",
        csv);
  }

  private static List<String> listed(TenantId tenant, String state) {
    return operator(tenant)
        .get(DRAFTS + "?limit=200&state=" + state)
        .jsonPath()
        .getList("items.version");
  }

  private static void rerate() {
    rerate(Tenants.BOREAL);
  }

  private static void rerate(TenantId tenant) {
    operator(tenant).post("/api/billing/unrateable/rerate").then().statusCode(200);
  }

  private static String code(Response refused) {
    return refused.jsonPath().getString("code");
  }

  private static String id(String draft) {
    return draft.substring(draft.lastIndexOf('/') + 1);
  }
}
