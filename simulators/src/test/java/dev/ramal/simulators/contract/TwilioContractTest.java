package dev.ramal.simulators.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Application;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.time.Pace;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("present")
class TwilioContractTest {
  private static final String NUMBER = "+551140000000";
  private static final String LEAD = "+5511987654321";
  private static final String BASE = "/2010-04-01/Accounts/{AccountSid}";

  static boolean present() {
    return Contracts.present();
  }

  @Test
  @DisplayName("SIM-86 sign like every vector")
  void shouldSignLikeEveryVector() {
    // Given
    JsonNode vectors = Contracts.json("twilio/signature-vectors.json").get("vectors");

    // When
    List<String> wrong = new ArrayList<>();
    for (JsonNode vector : vectors) {
      if (vector.get("expectValid").asBoolean() && vector.get("signedUrl").isTextual()) {
        String signature =
            TwilioSignature.sign(
                vector.get("token").asText(),
                vector.get("signedUrl").asText(),
                params(vector.path("params")));
        if (!signature.equals(vector.get("signature").asText())) {
          wrong.add(vector.get("name").asText());
        }
      }
    }

    // Then
    assertThat(wrong).isEmpty();
  }

  @Test
  @DisplayName("SIM-87 answer and tell only what the published contract has")
  void shouldAnswerAndTellOnlyWhatThePublishedContractHas() {
    try (SimulatorHost host = Simulators.start(SimulatorOptions.defaults().pace(Pace.instant()));
        Application application = new Application()) {
      // Given
      TwilioAccount account = host.twilio().register(TwilioAccount.create(NUMBER));
      Http api =
          Http.basic(
              host.twilio().baseUrl() + "/2010-04-01/Accounts/" + account.sid(),
              account.sid(),
              account.authToken());
      application.twiml("/answered", "<Pause length=\"60\"/>");

      // When
      JsonObject call =
          api.form(
                  "/Calls.json",
                  "To",
                  LEAD,
                  "From",
                  NUMBER,
                  "Url",
                  application.url("/answered"),
                  "Record",
                  "true",
                  "RecordingStatusCallback",
                  application.url("/recording"),
                  "MachineDetection",
                  "Enable",
                  "AsyncAmd",
                  "true",
                  "AsyncAmdStatusCallback",
                  application.url("/amd"),
                  "StatusCallback",
                  application.url("/status"),
                  "StatusCallbackEvent",
                  "initiated ringing answered completed")
              .json();
      JsonObject message =
          api.form(
                  "/Messages.json",
                  "To",
                  LEAD,
                  "From",
                  NUMBER,
                  "Body",
                  "Oi",
                  "StatusCallback",
                  application.url("/sms"))
              .json();
      await().until(() -> !application.told("/recording").isEmpty());
      await().until(() -> application.told("/sms").size() == 3);
      JsonObject recording =
          api.get("/Recordings.json").json().getJsonArray("recordings").getJsonObject(0);

      // Then
      fits(call, BASE + "/Calls.json", "post", "201");
      fits(message, BASE + "/Messages.json", "post", "201");
      fits(recording, BASE + "/Recordings/{Sid}.json", "get", "200");
      tells("voice.twiml_fetch", application.told("/answered"));
      tells("voice.status_callback", application.told("/status"));
      tells("voice.amd_async", application.told("/amd"));
      tells("voice.recording_status", application.told("/recording"));
      tells("message.status_callback", application.told("/sms"));
    }
  }

  /** The answer has the names of the official example and none that the schema lacks. */
  private static void fits(JsonObject answer, String path, String method, String status) {
    JsonNode contract = Contracts.json("twilio/twilio-openapi-subset.json");
    JsonNode content =
        contract
            .at("/paths")
            .get(path)
            .get(method)
            .get("responses")
            .get(status)
            .get("content")
            .get("application/json");
    JsonNode example =
        content.has("example")
            ? content.get("example")
            : content.get("examples").elements().next().get("value");
    Set<String> names = new HashSet<>();
    example.fieldNames().forEachRemaining(names::add);
    Set<String> known = new HashSet<>(names);
    contract
        .at(content.at("/schema/$ref").asText().substring(1))
        .path("properties")
        .fieldNames()
        .forEachRemaining(known::add);
    assertThat(answer.fieldNames()).as(path).containsAll(names);
    assertThat(known).as(path).containsAll(answer.fieldNames());
  }

  /** Every request has what it always has and nothing the contract does not know. */
  private static void tells(String webhook, List<Application.Told> told) {
    JsonNode contract = Contracts.json("twilio/webhook-params.json").get("webhooks").get(webhook);
    Set<String> always = texts(contract.path("always"));
    Set<String> known = new HashSet<>(always);
    known.addAll(texts(contract.path("usually")));
    contract.path("optional").fieldNames().forEachRemaining(known::add);
    assertThat(told).isNotEmpty();
    for (Application.Told one : told) {
      Fields form = one.form();
      assertThat(form.names()).as(webhook).containsAll(always);
      assertThat(known).as(webhook).containsAll(form.names());
    }
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new HashSet<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Map<String, Object> params(JsonNode node) {
    Map<String, Object> params = new HashMap<>();
    node.fields()
        .forEachRemaining(
            entry -> {
              if (entry.getValue().isArray()) {
                params.put(entry.getKey(), List.copyOf(texts(entry.getValue())));
              } else {
                params.put(
                    entry.getKey(), entry.getValue().isNull() ? "" : entry.getValue().asText());
              }
            });
    return params;
  }
}
