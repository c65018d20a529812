package dev.ramal.simulators.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Application;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("present")
class TelnyxContractTest {
  private static final String NUMBER = "+551140028922";
  private static final String LEAD = "+5511987654321";
  private static final String BODY = "/requestBody/content/application~1json/schema";

  /** Taken beside the contract: names of the OpenAPI revision of 2026-07-16. */
  private static final Map<String, String> LATER =
      Map.ofEntries(
          Map.entry(
              "dial",
              "park_after_unbridge prevent_double_bridge privacy retry_on_timeout"
                  + " send_digits_on_answer sip_region webhook_retries_policies webhook_urls"
                  + " webhook_urls_method"),
          Map.entry("answer", "webhook_retries_policies webhook_urls"),
          Map.entry("hangup", "custom_headers"),
          Map.entry("bridge", "hold_after_unbridge prevent_double_bridge"),
          Map.entry("transfer", "record record_channels record_format"),
          Map.entry("speak", "loop target_legs"),
          Map.entry("enqueue", "keep_after_hangup"),
          Map.entry("conference", "region"),
          Map.entry("conference.join", "region"),
          Map.entry("conference.hold", "region"),
          Map.entry("conference.unhold", "region"),
          Map.entry("message", "encoding"));

  /** Operations that the contract's revision does not have; from the revision of 2026-07-16. */
  private static final Set<String> UNPUBLISHED =
      Set.of("conference.leave", "conference.mute", "conference.unmute", "message.whatsapp");

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
    List<String> missing = new ArrayList<>();
    List<String> madeUp = new ArrayList<>();
    Set<String> unpublished = new TreeSet<>();

    // When
    for (String line : read("/dev/ramal/simulators/telnyx/api/parameters.txt").split("\n")) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] row = line.split("\\|", -1);
      JsonNode path = contract.get("paths").get(path(row[0]));
      if (path == null) {
        unpublished.add(row[0]);
        continue;
      }
      JsonNode schema = resolve(contract, path.elements().next().at(BODY));
      Set<String> published = new TreeSet<>();
      schema.get("properties").fieldNames().forEachRemaining(published::add);
      Set<String> required = new TreeSet<>();
      schema.path("required").forEach(name -> required.add(name.asText()));
      Set<String> taken = words(row[1] + " " + row[2]);
      missing.addAll(difference(row[0], published, taken));
      published.addAll(words(LATER.getOrDefault(row[0], "")));
      madeUp.addAll(difference(row[0], taken, published));
      assertThat(words(row[1])).as(row[0]).isEqualTo(required);
    }

    // Then
    assertThat(missing).as("published, not taken").isEmpty();
    assertThat(madeUp).as("taken, neither published nor of the later revision").isEmpty();
    assertThat(unpublished).isEqualTo(UNPUBLISHED);
  }

  private static String path(String operation) {
    return switch (operation) {
      case "dial" -> "/calls";
      case "conference" -> "/conferences";
      case "message" -> "/messages";
      case "message.whatsapp" -> "/messages/whatsapp";
      default ->
          operation.startsWith("conference.")
              ? "/conferences/{id}/actions/" + operation.substring("conference.".length())
              : "/calls/{call_control_id}/actions/" + operation;
    };
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>(List.of(text.strip().split(" +")));
    words.remove("");
    return words;
  }

  private static List<String> difference(String operation, Set<String> all, Set<String> known) {
    return all.stream()
        .filter(name -> !known.contains(name))
        .map(name -> operation + "." + name)
        .toList();
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
    Set<String> names = new TreeSet<>();
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
