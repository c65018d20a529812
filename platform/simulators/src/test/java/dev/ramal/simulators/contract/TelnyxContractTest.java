package dev.ramal.simulators.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.support.Application;
import dev.ramal.simulators.support.Http;
import dev.ramal.simulators.telnyx.TelnyxAccount;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("present")
class TelnyxContractTest {
  private static final String NUMBER = "+551140028922";
  private static final String LEAD = "+5511987654321";

  static boolean present() {
    return Contracts.present();
  }

  @Test
  @DisplayName("SIM-88 tell events in the shape of the samples")
  void shouldTellEventsInTheShapeOfTheSamples() {
    try (SimulatorHost host = Simulators.start(SimulatorOptions.defaults().pace(Pace.instant()));
        Application application = new Application()) {
      // Given
      TelnyxAccount account = host.telnyx().register(TelnyxAccount.create(NUMBER).callCosts(true));
      Http api = Http.bearer(host.telnyx().baseUrl(), account.apiKey());

      // When
      api.post(
          "/calls",
          new JsonObject()
              .put("connection_id", account.connectionId())
              .put("to", LEAD)
              .put("from", NUMBER)
              .put("client_state", "e30=")
              .put("record", "record-from-answer")
              .put("answering_machine_detection", "detect")
              .put("webhook_url", application.url("/events")));
      api.post(
          "/messages",
          new JsonObject()
              .put("from", NUMBER)
              .put("to", LEAD)
              .put("text", "Oi")
              .put("webhook_url", application.url("/events")));
      host.telnyx().receiveMessage(LEAD, NUMBER, "Olá", "SMS", application.url("/events"));
      await().until(() -> has(application, "call.cost") && has(application, "message.finalized"));

      // Then
      looksLike(application, "call.initiated", "call-initiated-outgoing");
      looksLike(application, "call.answered", "call-answered");
      looksLike(application, "call.machine.detection.ended", "call-machine-detection-ended");
      looksLike(application, "call.hangup", "call-hangup");
      looksLike(application, "call.recording.saved", "call-recording-saved");
      looksLike(application, "call.cost", "call-cost");
      looksLike(application, "message.sent", "message-sent");
      looksLike(application, "message.finalized", "message-finalized-delivered");
      looksLike(application, "message.received", "message-received");
    }
  }

  @Test
  @DisplayName("SIM-89 know the parameters of the published contract")
  void shouldKnowTheParametersOfThePublishedContract() {
    // Given
    JsonNode contract = Contracts.json("telnyx/telnyx-openapi-subset-mit-2025-08.json");
    Set<String> operations =
        Set.of("speak", "hangup", "answer", "bridge", "transfer", "record_start", "gather");

    // When
    List<String> missing = new ArrayList<>();
    String table = read("/dev/ramal/simulators/telnyx/parameters.txt");
    for (String operation : operations) {
      JsonNode schema =
          contract
              .get("paths")
              .get("/calls/{call_control_id}/actions/" + operation)
              .get("post")
              .get("requestBody")
              .get("content")
              .get("application/json")
              .get("schema");
      String line =
          table.lines().filter(one -> one.startsWith(operation + "|")).findFirst().orElseThrow();
      List<String> known = List.of(line.split("[| ]"));
      resolve(contract, schema)
          .get("properties")
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!known.contains(name)) {
                  missing.add(operation + "." + name);
                }
              });
    }

    // Then
    assertThat(missing).isEmpty();
  }

  private static JsonNode resolve(JsonNode contract, JsonNode schema) {
    return schema.has("$ref") ? contract.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private static boolean has(Application application, String event) {
    return !application.events("/events", event).isEmpty();
  }

  /** The same names at every level, whatever the values. */
  private static void looksLike(Application application, String event, String sample) {
    JsonObject told = application.events("/events", event).get(0).json();
    JsonObject expected =
        new JsonObject(Contracts.json("telnyx/webhook-samples/" + sample + ".json").toString());
    assertThat(names("", told)).as(event).containsExactlyInAnyOrderElementsOf(names("", expected));
  }

  private static Set<String> names(String at, Object value) {
    Set<String> names = new java.util.TreeSet<>();
    if (value instanceof JsonObject object) {
      for (String name : object.fieldNames()) {
        names.add(at + "/" + name);
        names.addAll(names(at + "/" + name, object.getValue(name)));
      }
    } else if (value instanceof JsonArray array && !array.isEmpty()) {
      names.addAll(names(at + "[]", array.getValue(0)));
    }
    return names;
  }

  private static String read(String resource) {
    try (var stream = TelnyxContractTest.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
