package dev.ramal.simulators.rdstation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.support.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
  @DisplayName("SIM-62 find acontact by its exact phone")
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
  @DisplayName("SIM-63 read an unescaped plus as aspace")
  void shouldReadAnUnescapedPlusAsASpace() {
    // When
    Http.Got found = api.get("/contacts?filter=phone:+5511987654321");

    // Then
    assertThat(found.json().getJsonArray("data")).isEmpty();
  }

  @Test
  @DisplayName("SIM-64 list the open deals of acontact")
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
  @DisplayName("SIM-66 write anote per request and never twice the same")
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
  @DisplayName("SIM-67 refuse anote without text or with an unknown author")
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
  @DisplayName("SIM-71 refuse afilter that the real one refuses")
  void shouldRefuseAFilterThatTheRealOneRefuses() {
    // When
    Http.Got unknown = api.get("/contacts?filter=shoe_size:42");
    Http.Got huge = api.get("/contacts?page%5Bsize%5D=201");

    // Then
    assertThat(List.of(unknown.status(), huge.status())).containsExactly(400, 400);
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
