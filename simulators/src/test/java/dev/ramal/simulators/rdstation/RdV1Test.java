package dev.ramal.simulators.rdstation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RdV1Test {
  private static final String TOKEN = "a1b2c3";
  private static final String OF = "?token=" + TOKEN;
  private static final String PHONE = "+5511987654321";

  private SimulatorHost host;
  private RdStationSimulator crm;
  private Http api;
  private String user;
  private String open;
  private String closed;

  @BeforeEach
  void open() {
    host = Simulators.start();
    crm = host.rdStation();
    crm.registerV1(TOKEN, RdAccount.DEFAULT_CRM, "ana@exemplo.com.br");
    user = crm.addUser("Ana", "ana@exemplo.com.br");
    String contact = crm.addContact("Maria Exemplo", PHONE);
    open = crm.addDeal("Plano anual", contact, "paused");
    closed = crm.addDeal("Antigo", contact, "lost");
    api = Http.open(crm.baseUrl() + "/api/v1");
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  @DisplayName("SIM-712 v1 finds a contact by its exact phone, with its deals and its organization")
  void shouldFindAContactWithItsDeals() {
    // Given
    String company = crm.seed("organizations", new JsonObject().put("name", "Exemplo Ltda"));
    JsonArray phones = new JsonArray().add(new JsonObject().put("phone", "+5511900000001"));
    JsonObject person = new JsonObject().put("name", "Ana").put("phones", phones);
    crm.seed("contacts", person.put("organization_id", company));

    // When
    JsonObject found = api.get("/contacts" + OF + "&phone=%2B5511987654321").json();
    JsonObject other = api.get("/contacts" + OF + "&phone=11987654321").json();
    JsonObject contact = found.getJsonArray("contacts").getJsonObject(0);
    JsonObject one = api.get("/contacts/" + contact.getString("_id") + OF).json();

    JsonObject working =
        api.get("/contacts" + OF + "&phone=%2B5511900000001")
            .json()
            .getJsonArray("contacts")
            .getJsonObject(0);

    // Then
    assertThat(other.getInteger("total")).isZero();
    assertThat(contact.containsKey("organization")).isFalse();
    assertThat(working.getJsonObject("organization").getString("name")).isEqualTo("Exemplo Ltda");
    JsonArray deals = contact.getJsonArray("deals");
    assertThat(deals.getJsonObject(0).getString("closed_at")).isNull();
    assertThat(deals.getJsonObject(1).getString("closed_at")).isNotNull();
    assertThat(one.containsKey("deals")).isFalse();
    assertThat(one.getJsonArray("deal_ids")).containsExactly(open, closed);
    assertThat(api.get("/deals/" + closed + OF).json().getBoolean("win")).isFalse();
  }

  @Test
  @DisplayName("SIM-713 v1 makes a note of each request that names deal, author and text")
  void shouldMakeANoteOfEachRequest() {
    // When
    Http.Got made = write(open, user, "Ligação");
    List<Integer> refused =
        List.of(
            write(open, user, " ").status(),
            write(open, "nobody", "Ligação").status(),
            write("none", user, "Ligação").status(),
            api.post("/activities" + OF, new JsonObject().put("deal_id", open)).status());
    write(open, user, "Ligação");

    // Then
    assertThat(made.status()).isEqualTo(200);
    assertThat(refused).containsExactly(422, 422, 404, 400);
    assertThat(api.get("/activities" + OF + "&deal_id=" + open).json().getJsonArray("activities"))
        .hasSize(2);
    assertThat(crm.notes(open)).hasSize(2);
  }

  @Test
  @DisplayName("SIM-714 v1 opens the account of the token's user, and nothing to whoever has none")
  void shouldOpenTheAccountOfTheTokensUser() {
    // Given
    crm.registerV1("other", "aurora", "bia@exemplo.com.br");

    // When
    JsonObject whose = api.get("/token/check" + OF).json();
    int foreign = api.get("/deals/" + open + "?token=other").status();
    crm.rateLimit(1);
    api.get("/users" + OF);
    Http.Got over = api.get("/users" + OF);
    crm.revokeV1(TOKEN);
    Http.Got gone = api.get("/token/check" + OF);

    // Then
    assertThat(whose.getString("email")).isEqualTo("ana@exemplo.com.br");
    assertThat(foreign).isEqualTo(404);
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.json().getJsonObject("errors").getString("error_type"))
        .isEqualTo("RATE_LIMIT_EXCEDDED");
    assertThat(gone.status()).isEqualTo(401);
    assertThat(gone.json().getString("error")).isEqualTo("Permission denied.");
  }

  private Http.Got write(String deal, String author, String text) {
    return api.post(
        "/activities" + OF,
        new JsonObject()
            .put(
                "activity",
                new JsonObject().put("deal_id", deal).put("user_id", author).put("text", text)));
  }
}
