package dev.ramal.simulators.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Http;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
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
