package dev.ramal.simulators.rdstation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Application;
import dev.ramal.simulators.fixtures.Application.Answer;
import dev.ramal.simulators.fixtures.Application.Told;
import dev.ramal.simulators.fixtures.Http;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RdWebhookTest {
  private static final String HEADER = "X-Secret";

  private SimulatorHost host;
  private RdStationSimulator crm;
  private Application application;
  private Http api;

  @BeforeEach
  void open() {
    host = Simulators.start();
    crm = host.rdStation();
    application = new Application();
    api = Http.bearer(crm.baseUrl() + "/crm/v2", crm.accessToken());
  }

  @AfterEach
  void close() {
    host.close();
    application.close();
  }

  @Test
  @DisplayName("SIM-700 tell each change of an account's records to whoever asked for it")
  void shouldTellEachChangeToWhoeverAskedForIt() {
    // Given
    crm.subscribe(RdAccount.DEFAULT_CRM, application.url("/crm"), HEADER, "s3cret");

    // When
    String contact = crm.addContact("Maria Exemplo", "+5511987654321");
    String deal = crm.addDeal("Plano anual", contact, "ongoing");
    api.put("/contacts/" + contact, data(new JsonObject().put("name", "Maria Nova")));
    api.post("/deals/" + deal + "/notes", data(new JsonObject().put("description", "x")));
    crm.delete(RdAccount.DEFAULT_CRM, "deals", deal);
    crm.seed("other", "contacts", new JsonObject().put("name", "De outra conta"));

    // Then
    await().until(() -> application.told("/crm").size() == 5);
    await().until(() -> host.schedule().pending() == 0);
    List<Told> told = application.told("/crm");
    assertThat(told)
        .extracting(one -> one.json().getString("event_name"))
        .containsExactlyInAnyOrder(
            "crm_contact_created",
            "crm_deal_created",
            "crm_deal_updated",
            "crm_contact_updated",
            "crm_deal_deleted");
    assertThat(told).allMatch(one -> "s3cret".equals(one.headers().get("x-secret")));
    assertThat(told)
        .extracting(one -> one.json().getString("transaction_uuid"))
        .doesNotHaveDuplicates();
    assertThat(document("crm_contact_updated").getString("name")).isEqualTo("Maria Nova");
    assertThat(document("crm_deal_deleted").fieldNames()).containsExactlyInAnyOrder("id", "name");
  }

  @Test
  @DisplayName("SIM-701 repeat what is not answered with success, as the same transaction")
  void shouldRepeatWhatIsNotAnsweredWithSuccess() {
    // Given
    AtomicInteger asked = new AtomicInteger();
    application.answer(
        "/flaky", told -> new Answer(asked.incrementAndGet() < 3 ? 503 : 204, null, ""));
    crm.subscribe(RdAccount.DEFAULT_CRM, application.url("/flaky"), HEADER, "s3cret");

    // When
    crm.addContact("Maria Exemplo", "+5511987654321");

    // Then
    await().until(() -> application.told("/flaky").size() == 3);
    await().until(() -> host.schedule().pending() == 0);
    assertThat(application.told("/flaky")).hasSize(3);
    assertThat(application.told("/flaky"))
        .extracting(one -> one.json().getString("transaction_uuid"))
        .containsOnly(application.told("/flaky").get(0).json().getString("transaction_uuid"));
  }

  @Test
  @DisplayName("SIM-716 try what is refused six times, and suspend what is refused constantly")
  void shouldSuspendWhatIsRefusedConstantly() {
    // Given
    application.answer("/wrong", told -> new Answer(401, null, ""));
    crm.subscribe(RdAccount.DEFAULT_CRM, application.url("/wrong"), HEADER, "wrong");
    String contact = crm.addContact("Maria Exemplo", "+5511987654321");

    // When
    for (int change = 0; change < 3; change++) {
      rename(contact);
    }

    // Then: of each event by itself
    await().until(() -> statuses().equals(List.of("active", "active", "suspended")));
    assertThat(application.told("/wrong")).hasSize(4 * 6);
    rename(contact);
    crm.subscribe(RdAccount.DEFAULT_CRM, application.url("/right"), HEADER, "s3cret");
    rename(contact);
    await().until(() -> application.told("/right").size() == 1);
    assertThat(application.told("/wrong")).hasSize(4 * 6);
    assertThat(statuses()).containsOnly("active");
  }

  private void rename(String contact) {
    crm.change(
        RdAccount.DEFAULT_CRM, "contacts", contact, new JsonObject().put("name", "Maria Nova"));
  }

  /** Of the events of contacts: created, deleted, updated. */
  private List<String> statuses() {
    return api.get("/webhooks").json().getJsonArray("data").stream()
        .map(JsonObject.class::cast)
        .filter(webhook -> webhook.getString("event_name").startsWith("crm_contact_"))
        .map(webhook -> webhook.getString("status"))
        .toList();
  }

  @Test
  @DisplayName("SIM-702 take, list and forget webhooks, and never show their key")
  void shouldTakeListAndForgetWebhooks() {
    // Given
    JsonObject wanted =
        new JsonObject()
            .put("name", "Ramal")
            .put("event_name", "crm_contact_updated")
            .put("http_method", "POST")
            .put("url", application.url("/crm"))
            .put("auth_header", HEADER)
            .put("auth_key", "s3cret");

    // When
    Http.Got made = api.post("/webhooks", data(wanted));
    Http.Got listed = api.get("/webhooks");
    Http.Got bad = api.post("/webhooks", data(wanted.copy().put("event_name", "crm_note_made")));
    Http.Got gone = api.delete("/webhooks/" + made.json().getJsonObject("data").getString("id"));

    // Then
    assertThat(made.status()).isEqualTo(201);
    assertThat(listed.json().getJsonArray("data")).hasSize(1);
    assertThat(listed.text()).contains("\"active\"").doesNotContain("s3cret");
    assertThat(bad.status()).isEqualTo(422);
    assertThat(gone.status()).isEqualTo(204);
    assertThat(api.get("/webhooks").json().getJsonArray("data")).isEmpty();
  }

  @Test
  @DisplayName("SIM-703 let people change and delete records, and say whom the CRM tells")
  void shouldLetPeopleChangeAndDeleteRecords() {
    // Given
    Http control = Http.open(host.urls().get("control"));
    String contact = crm.addContact("Maria Exemplo", "+5511987654321");

    // When
    control.put(
        "/rdstation/subscription",
        new JsonObject()
            .put("url", application.url("/crm"))
            .put("header", HEADER)
            .put("secret", "s3cret"));
    control.patch("/rdstation/contacts/" + contact, new JsonObject().put("name", "Maria Nova"));
    control.delete("/rdstation/contacts/" + contact);
    control.delete("/rdstation/subscription");
    control.post("/rdstation/contacts", new JsonObject().put("name", "Ninguém ouve"));

    // Then
    await().until(() -> application.told("/crm").size() == 2);
    await().until(() -> host.schedule().pending() == 0);
    assertThat(application.told("/crm"))
        .extracting(one -> one.json().getString("event_name"))
        .containsExactlyInAnyOrder("crm_contact_updated", "crm_contact_deleted");
  }

  private JsonObject document(String event) {
    return application.told("/crm").stream()
        .map(Told::json)
        .filter(told -> told.getString("event_name").equals(event))
        .findFirst()
        .orElseThrow()
        .getJsonObject("document");
  }

  private static JsonObject data(JsonObject given) {
    return new JsonObject().put("data", given);
  }
}
