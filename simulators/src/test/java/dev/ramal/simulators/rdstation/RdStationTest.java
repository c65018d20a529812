package dev.ramal.simulators.rdstation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdStationTest {
  private static final String PHONE = "+5511987654321";

  private SimulatorHost host;
  private RdStationSimulator crm;
  private Http api;
  private String contact;

  @BeforeEach
  void open() {
    host = Simulators.start();
    crm = host.rdStation();
    api = Http.bearer(crm.baseUrl() + "/crm/v2", crm.accessToken());
    contact = crm.addContact("Maria Exemplo", PHONE);
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  @DisplayName("SIM-62 find a contact by its exact phone")
  void shouldFindAContactByItsExactPhone() {
    // When
    JsonArray exact = contacts("phone:" + PHONE);
    JsonArray without = contacts("phone:5511987654321");
    JsonArray any = contacts("phone:(" + PHONE + ",+551187654321)");
    JsonArray either = contacts("phone:+551187654321 or phone:" + PHONE);

    // Then
    assertThat(exact.getJsonObject(0).getString("id")).isEqualTo(contact);
    assertThat(without).isEmpty();
    assertThat(any).hasSize(1);
    assertThat(either).hasSize(1);
  }

  @Test
  @DisplayName("SIM-63 read an unescaped plus as a space")
  void shouldReadAnUnescapedPlusAsASpace() {
    // When
    Http.Got found = api.get("/contacts?filter=phone:+5511987654321");

    // Then
    assertThat(found.json().getJsonArray("data")).isEmpty();
  }

  @Test
  @DisplayName("SIM-64 list the open deals of a contact")
  void shouldListTheOpenDealsOfAContact() {
    // Given
    String open = crm.addDeal("Plano anual", contact, "ongoing");
    String paused = crm.addDeal("Plano mensal", contact, "paused");
    crm.addDeal("Antigo", contact, "won");
    crm.addDeal("De outro", crm.addContact("João", "+5521999998888"), "ongoing");

    // When
    JsonObject page =
        api.get(
                "/deals?filter="
                    + encode("contact_id:" + contact + " and (status:ongoing or status:paused)")
                    + "&sort%5Bupdated_at%5D=desc")
            .json();

    // Then
    assertThat(page.getJsonArray("data"))
        .extracting(deal -> ((JsonObject) deal).getString("id"))
        .containsExactlyInAnyOrder(open, paused);
  }

  @Test
  @DisplayName("SIM-65 give links with the prefix that nobody routes")
  void shouldGiveLinksWithThePrefixThatNobodyRoutes() {
    // Given
    for (int i = 0; i < 3; i++) {
      crm.addDeal("Plano " + i, contact, "ongoing");
    }
    JsonObject links =
        api.get("/deals?sort%5Bname%5D=asc&page%5Bsize%5D=2").json().getJsonObject("links");

    // When
    Http.Got followed = api.get(links.getString("next"));
    Http.Got reRooted = api.get(links.getString("next").replace("/api/v2", "/crm/v2"));

    // Then
    assertThat(followed.status()).isEqualTo(404);
    assertThat(followed.json().getString("message")).contains("no Route matched");
    assertThat(reRooted.json().getJsonArray("data")).hasSize(1);
  }

  @Test
  @DisplayName("SIM-66 write a note per request and never twice the same")
  void shouldWriteANotePerRequestAndNeverTwiceTheSame() {
    // Given
    String deal = crm.addDeal("Plano anual", contact, "ongoing");
    JsonObject note =
        new JsonObject().put("data", new JsonObject().put("description", "Ligação 37 s"));

    // When
    Http.Got first = api.post("/deals/" + deal + "/notes", note);
    Http.Got second = api.post("/deals/" + deal + "/notes", note);

    // Then
    assertThat(List.of(first.status(), second.status())).containsExactly(201, 201);
    assertThat(crm.notes(deal)).hasSize(2);
    JsonArray listed =
        api.get("/deals/" + deal + "/notes?sort%5Bregistered_at%5D=desc")
            .json()
            .getJsonArray("data");
    assertThat(listed.getJsonObject(0).getString("description")).isEqualTo("Ligação 37 s");
  }

  @Test
  @DisplayName("SIM-715 take a task on a deal, and refuse one of a kind that there is not")
  void shouldTakeTasks() {
    // Given
    String deal = crm.addDeal("Plano anual", contact, "ongoing");
    JsonObject task =
        new JsonObject().put("name", "Ligar").put("type", "call").put("deal_id", deal);

    // When
    Http.Got taken = api.post("/tasks", data(task.copy()));
    Http.Got unknown = api.post("/tasks", data(task.copy().put("type", "fax")));
    Http.Got nowhere = api.post("/tasks", data(task.copy().put("deal_id", "none")));
    JsonArray listed =
        api.get("/tasks?filter=deal_id:" + deal + "&sort%5Bupdated_at%5D=desc")
            .json()
            .getJsonArray("data");

    // Then
    assertThat(List.of(taken.status(), unknown.status(), nowhere.status()))
        .containsExactly(201, 422, 422);
    assertThat(listed).hasSize(1);
    assertThat(crm.tasks(deal))
        .singleElement()
        .satisfies(kept -> assertThat(kept.getString("status")).isEqualTo("open"));
    assertThat(crm.deal(deal).getString("name")).isEqualTo("Plano anual");
  }

  @Test
  @DisplayName("SIM-67 refuse a note without text or with an unknown author")
  void shouldRefuseANoteWithoutTextOrWithAnUnknownAuthor() {
    // Given
    String deal = crm.addDeal("Plano anual", contact, "ongoing");

    // When
    Http.Got empty =
        api.post("/deals/" + deal + "/notes", new JsonObject().put("data", new JsonObject()));
    Http.Got author =
        api.post(
            "/deals/" + deal + "/notes",
            new JsonObject()
                .put("data", new JsonObject().put("description", "x").put("user_id", "nobody")));
    Http.Got nowhere =
        api.post(
            "/deals/none/notes",
            new JsonObject().put("data", new JsonObject().put("description", "x")));

    // Then
    assertThat(List.of(empty.status(), author.status(), nowhere.status()))
        .containsExactly(422, 422, 404);
    assertThat(empty.json().getJsonArray("errors").getJsonObject(0).getString("detail"))
        .isNotBlank();
  }

  @Test
  @DisplayName("SIM-68 roll refresh tokens")
  void shouldRollRefreshTokens() {
    // Given
    RdAccount account = crm.register(RdAccount.create());
    Http oauth = Http.open(crm.baseUrl());

    // When
    Http.Got first = refresh(oauth, account, account.refreshToken());
    Http.Got reused = refresh(oauth, account, account.refreshToken());
    Http.Got rolled = refresh(oauth, account, first.json().getString("refresh_token"));

    // Then
    assertThat(first.json().getInteger("expires_in")).isEqualTo(7200);
    assertThat(reused.status()).isEqualTo(400);
    assertThat(rolled.status()).isEqualTo(200);
    assertThat(
            Http.bearer(crm.baseUrl() + "/crm/v2", rolled.json().getString("access_token"))
                .get("/users")
                .status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("SIM-692 take a refresh token of an earlier run, once, where it is told to")
  void shouldTakeARefreshTokenOfAnEarlierRunOnce() {
    // Given
    RdAccount known =
        crm.register(
            new RdAccount("app", "secret", RdAccount.WHICHEVER, null, null, RdAccount.DEFAULT_CRM));
    Http oauth = Http.open(crm.baseUrl());

    // When
    Http.Got earlier = refresh(oauth, known, "of an earlier run");
    Http.Got again = refresh(oauth, known, "of an earlier run");
    Http.Got rolled = refresh(oauth, known, earlier.json().getString("refresh_token"));

    // Then
    assertThat(List.of(earlier.status(), again.status(), rolled.status()))
        .containsExactly(200, 400, 200);
  }

  @Test
  @DisplayName("SIM-69 refuse expired and unknown tokens")
  void shouldRefuseExpiredAndUnknownTokens() {
    // When
    int unknown = Http.bearer(crm.baseUrl() + "/crm/v2", "unknown").get("/users").status();
    crm.expireAccessTokens();
    int expired = api.get("/users").status();

    // Then
    assertThat(List.of(unknown, expired)).containsExactly(401, 401);
  }

  @Test
  @DisplayName("SIM-70 throttle above the rate")
  void shouldThrottleAboveTheRate() {
    // Given
    crm.rateLimit(2);
    api.get("/users");
    api.get("/users");

    // When
    Http.Got refused = api.get("/users");

    // Then
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  @DisplayName("SIM-71 refuse a filter that the real one refuses")
  void shouldRefuseAFilterThatTheRealOneRefuses() {
    // When
    Http.Got unknown = api.get("/contacts?filter=shoe_size:42");
    Http.Got huge = api.get("/contacts?page%5Bsize%5D=201");

    // Then
    assertThat(List.of(unknown.status(), huge.status())).containsExactly(400, 400);
  }

  @Test
  @DisplayName("SIM-91 open the records of the token's own account only")
  void shouldOpenTheRecordsOfTheTokensOwnAccountOnly() {
    // Given
    RdAccount aurora = crm.register(RdAccount.create().of("aurora"));
    RdAccount boreal = crm.register(RdAccount.create().of("boreal"));
    String deal = crm.seed("aurora", "deals", new JsonObject().put("name", "Plano anual"));
    Http asAurora = asAccount(aurora);
    Http asBoreal = asAccount(boreal);
    JsonObject note = data(new JsonObject().put("description", "Ligação 37 s"));

    // When
    int own = asAurora.post("/deals/" + deal + "/notes", note).status();
    int foreign = asBoreal.post("/deals/" + deal + "/notes", note).status();

    // Then
    assertThat(List.of(own, foreign)).containsExactly(201, 404);
    assertThat(asBoreal.get("/deals").json().getJsonArray("data")).isEmpty();
    assertThat(asAurora.get("/contacts").json().getJsonArray("data")).isEmpty();
    assertThat(crm.notes())
        .singleElement()
        .satisfies(kept -> assertThat(kept.getString("crm")).isEqualTo("aurora"));
  }

  @Test
  @DisplayName("SIM-92 let a refresh token die after 14 days without use")
  void shouldLetARefreshTokenDieAfterFourteenDaysWithoutUse() {
    // Given
    host.schedule().pace(Pace.manual());
    RdAccount account = crm.register(RdAccount.create());
    Http oauth = Http.open(crm.baseUrl());
    host.advance(Duration.ofDays(13));
    Http.Got used = refresh(oauth, account, account.refreshToken());
    host.advance(Duration.ofDays(13));
    Http.Got usedAgain = refresh(oauth, account, used.json().getString("refresh_token"));

    // When
    host.advance(Duration.ofDays(14));
    Http.Got late = refresh(oauth, account, usedAgain.json().getString("refresh_token"));

    // Then
    assertThat(usedAgain.status()).isEqualTo(200);
    assertThat(late.status()).isEqualTo(400);
    assertThat(late.json().getString("error")).isEqualTo("invalid_grant");
  }

  @Test
  @DisplayName("SIM-93 exchange a code once, for its own redirect address, within five minutes")
  void shouldExchangeACodeOnceForItsOwnRedirectAddressWithinFiveMinutes() {
    // Given
    host.schedule().pace(Pace.manual());
    RdAccount account =
        crm.register(new RdAccount("app", "secret", "none", "code", "https://ours/cb", "aurora"));
    RdAccount slow = crm.register(new RdAccount("slow", "secret", "none", "code", null, "aurora"));

    // When
    int elsewhere = exchange(account, "https://theirs/cb").status();
    int ours = exchange(account, "https://ours/cb").status();
    int again = exchange(account, "https://ours/cb").status();
    host.advance(Duration.ofMinutes(6));
    int late = exchange(slow, "https://ours/cb").status();

    // Then
    assertThat(List.of(elsewhere, ours, again, late)).containsExactly(400, 200, 400, 400);
  }

  @ParameterizedTest
  @CsvSource({
    "/contacts?phone=x",
    "/contacts?sort%5Bphones%5D=asc",
    "/deals?sort%5Bcreated_at%5D=up",
    "/deals?contact_id=x",
    "/users?limit=5",
    "/tasks?deal_id=x"
  })
  @DisplayName("SIM-94 refuse a parameter that the list does not have")
  void shouldRefuseAParameterThatTheListDoesNotHave(String path) {
    // When
    Http.Got refused = api.get(path);

    // Then
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("detail"))
        .isNotBlank();
  }

  @Test
  @DisplayName("SIM-95 refuse a field that a record does not have or that is only read")
  void shouldRefuseAFieldThatARecordDoesNotHaveOrThatIsOnlyRead() {
    // Given
    String deal = crm.addDeal("Plano anual", contact, "ongoing");
    String task = crm.seed("tasks", new JsonObject().put("deal_id", deal));

    // When
    List<Integer> statuses =
        List.of(
            api.post("/contacts", data(new JsonObject().put("name", "M").put("age", 3))).status(),
            api.put("/contacts/" + contact, data(new JsonObject().put("phone", "1"))).status(),
            api.post("/deals", data(new JsonObject().put("contact_id", contact))).status(),
            api.put("/deals/" + deal, data(new JsonObject().put("total_price", 3))).status(),
            api.put("/deals/" + deal, data(new JsonObject().put("status", "open"))).status(),
            api.post("/tasks", data(new JsonObject().put("deal", deal))).status(),
            api.put("/tasks/" + task, data(new JsonObject().put("done", true))).status(),
            api.put("/tasks/" + task, data(new JsonObject().put("status", "completed"))).status());

    // Then
    assertThat(statuses).containsExactly(400, 400, 400, 400, 422, 400, 400, 200);
  }

  @Test
  @DisplayName("SIM-691 refuse a list with an entry that is none, however it comes, and go on")
  void shouldRefuseAListWithAnEntryThatIsNone() {
    // Given
    JsonObject nobody =
        new JsonObject().put("name", "D").put("contact_ids", new JsonArray().addNull());
    Http control = Http.open(crm.baseUrl() + "/_sim");

    // When
    List<Integer> statuses =
        List.of(
            api.post("/deals", data(nobody)).status(),
            api.put("/deals/" + crm.addDeal("E", contact, "ongoing"), data(nobody)).status(),
            control.post("/rdstation/deals", nobody).status(),
            api.post("/deals", data(new JsonObject().put("contact_ids", contact))).status(),
            api.put("/contacts/" + contact, data(new JsonObject().putNull("phones"))).status(),
            api.post("/contacts", data(phones(new JsonArray().addNull()))).status(),
            api.post("/contacts", data(phones(new JsonArray().add(new JsonObject())))).status());
    Http.Got deals = api.get("/deals?filter=" + encode("contact_id:" + contact));

    // Then
    assertThat(statuses).containsOnly(422).hasSize(7);
    assertThat(deals.json().getJsonArray("data")).hasSize(1);
  }

  private static JsonObject phones(JsonArray phones) {
    return new JsonObject().put("name", "M").put("phones", phones);
  }

  private Http asAccount(RdAccount account) {
    String token =
        refresh(Http.open(crm.baseUrl()), account, account.refreshToken())
            .json()
            .getString("access_token");
    return Http.bearer(crm.baseUrl() + "/crm/v2", token);
  }

  private Http.Got exchange(RdAccount account, String redirectUri) {
    return Http.open(crm.baseUrl())
        .form(
            "/oauth2/token",
            "grant_type",
            "authorization_code",
            "client_id",
            account.clientId(),
            "client_secret",
            account.clientSecret(),
            "code",
            "code",
            "redirect_uri",
            redirectUri);
  }

  private static JsonObject data(JsonObject record) {
    return new JsonObject().put("data", record);
  }

  private JsonArray contacts(String filter) {
    return api.get("/contacts?filter=" + encode(filter)).json().getJsonArray("data");
  }

  private static Http.Got refresh(Http oauth, RdAccount account, String token) {
    return oauth.form(
        "/oauth2/token",
        "grant_type",
        "refresh_token",
        "client_id",
        account.clientId(),
        "client_secret",
        account.clientSecret(),
        "refresh_token",
        token);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
