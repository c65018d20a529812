package dev.ramal.simulators.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Application;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.simulators.rdstation.RdStationSimulator;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("present")
class RdStationContractTest {
  static boolean present() {
    return Contracts.present();
  }

  @Test
  @DisplayName("SIM-90 answer in the shape of the samples")
  void shouldAnswerInTheShapeOfTheSamples() {
    try (SimulatorHost host = Simulators.start()) {
      // Given
      String contact = host.rdStation().addContact("Maria Exemplo", "+5511987654321");
      String deal = host.rdStation().addDeal("Plano anual", contact, "ongoing");
      Http api =
          Http.bearer(host.rdStation().baseUrl() + "/crm/v2", host.rdStation().accessToken());

      // When
      JsonObject contacts = api.get("/contacts?filter=phone:%2B5511987654321").json();
      JsonObject deals = api.get("/deals?filter=contact_id:" + contact).json();
      JsonObject note =
          api.post(
                  "/deals/" + deal + "/notes",
                  new JsonObject().put("data", new JsonObject().put("description", "x")))
              .json();

      // Then
      same(contacts.getJsonArray("data").getJsonObject(0), sample("v2-contacts-by-phone", "data"));
      same(deals.getJsonArray("data").getJsonObject(0), sample("v2-deals-by-contact", "data"));
      same(note.getJsonObject("data"), sample("v2-note-create", "data"));
      assertThat(contacts.getJsonObject("links").fieldNames())
          .containsExactlyInAnyOrder("first", "self", "last");
    }
  }

  @Test
  @DisplayName("SIM-704 tell of changes in the shape of the samples")
  void shouldTellOfChangesInTheShapeOfTheSamples() {
    try (SimulatorHost host = Simulators.start();
        Application application = new Application()) {
      // Given
      RdStationSimulator crm = host.rdStation();
      String contact = crm.addContact("Maria Exemplo", "+5511987654321");
      String deal = crm.addDeal("Plano anual", contact, "ongoing");
      crm.subscribe(RdAccount.DEFAULT_CRM, application.url("/crm"), "X-Secret", "s3cret");

      // When
      crm.change(RdAccount.DEFAULT_CRM, "contacts", contact, new JsonObject().put("name", "M"));
      crm.change(RdAccount.DEFAULT_CRM, "deals", deal, new JsonObject().put("rating", 2));
      crm.delete(RdAccount.DEFAULT_CRM, "deals", deal);

      // Then
      await().until(() -> application.told("/crm").size() == 3);
      for (String event : List.of("crm_contact_updated", "crm_deal_updated", "crm_deal_deleted")) {
        JsonObject told =
            application.told("/crm").stream()
                .map(Application.Told::json)
                .filter(one -> one.getString("event_name").equals(event))
                .findFirst()
                .orElseThrow();
        JsonNode sample = Contracts.json("rdstation/samples/webhook-" + event + ".json");
        same(told, sample);
        same(told.getJsonObject("document"), sample.get("document"));
      }
    }
  }

  private static JsonNode sample(String name, String field) {
    JsonNode node = Contracts.json("rdstation/samples/" + name + ".response.json").get(field);
    return node.isArray() ? node.get(0) : node;
  }

  private static void same(JsonObject answer, JsonNode sample) {
    Set<String> names = new HashSet<>();
    sample.fieldNames().forEachRemaining(names::add);
    assertThat(answer.fieldNames()).containsExactlyInAnyOrderElementsOf(names);
  }
}
