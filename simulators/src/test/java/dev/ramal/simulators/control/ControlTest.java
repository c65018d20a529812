package dev.ramal.simulators.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Application;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ControlTest {
  private static final String SID = "AC00000000000000000000000000000001";
  private static final String LEAD = "+5511987654321";
  private static final String NUMBER = "+551140000000";

  private SimulatorHost host;
  private Application application;
  private Http control;

  @BeforeEach
  void open() {
    host = Simulators.start(SimulatorOptions.defaults().pace(Pace.instant()));
    application = new Application();
    control = Http.open(host.urls().get("control"));
  }

  @AfterEach
  void close() {
    host.close();
    application.close();
  }

  @Test
  @DisplayName("SIM-80 let another process play a whole call")
  void shouldLetAnotherProcessPlayAWholeCall() {
    // Given
    control.put(
        "/twilio/accounts/" + SID,
        new JsonObject().put("authToken", "secret").put("numbers", new JsonArray().add(NUMBER)));
    control.put("/scripts/%2B5511987654321", new JsonObject().put("ring", 1).put("talk", 12));
    application.twiml("/answered", "<Pause length=\"60\"/>");

    // When
    String sid = dial();

    // Then
    await().until(() -> application.told("/status").size() == 1);
    assertThat(application.told("/status").get(0).form().get("CallDuration")).isEqualTo("12");
    JsonArray requests = control.get("/requests?simulator=twilio").array();
    assertThat(requests.getJsonObject(0).getInteger("status")).isEqualTo(201);
    assertThat(requests.getJsonObject(0).getJsonObject("headers").getString("authorization"))
        .isEqualTo("Basic …");
    await().until(() -> control.get("/callbacks?contains=" + sid).array().size() == 2);
    JsonObject replayed =
        control
            .post("/callbacks/replay", new JsonObject().put("contains", sid).put("times", 3))
            .json();
    assertThat(replayed.getInteger("sent")).isEqualTo(3);
    assertThat(control.get("/state").json().getJsonObject("twilio").getJsonArray("calls"))
        .hasSize(1);
  }

  @Test
  @DisplayName("SIM-81 arm and clear faults")
  void shouldArmAndClearFaults() {
    // When
    int armed =
        control
            .post(
                "/faults",
                new JsonObject()
                    .put("kind", "status")
                    .put("status", 503)
                    .put("simulator", "telnyx")
                    .put("times", 2))
            .status();

    // Then
    assertThat(armed).isEqualTo(201);
    assertThat(Http.open(host.telnyx().baseUrl()).get("/call_events").status()).isEqualTo(503);
    control.delete("/faults");
    assertThat(Http.open(host.telnyx().baseUrl()).get("/call_events").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("SIM-82 say what is wrong with a script")
  void shouldSayWhatIsWrongWithAScript() {
    // When
    Http.Got wrong =
        control.put("/scripts/%2B5511987654321", new JsonObject().put("outcome", "maybe"));

    // Then
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("outcome is one of");
    Http.Got nobody = control.put("/scripts/banana", new JsonObject().put("talk", 1));
    assertThat(nobody.status()).isEqualTo(400);
    assertThat(nobody.text()).contains("banana");
    assertThat(control.put("/scripts/client:ana", new JsonObject()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("SIM-116 forget the script before when a number is given another")
  void shouldForgetTheScriptBefore() {
    // Given
    control.put("/scripts/default", new JsonObject().put("ring", 4).put("talk", 19));
    control.put("/scripts/default", new JsonObject().put("talk", 20));
    control.put(
        "/scripts/%2B5511987654321", new JsonObject().put("amd", "fax").put("outcome", "busy"));

    // When
    JsonObject now =
        control.put("/scripts/%2B5511987654321", new JsonObject().put("ring", 9)).json();

    // Then
    assertThat(now.getInteger("ring")).isEqualTo(9);
    assertThat(now.getString("outcome")).isEqualTo("answer");
    assertThat(now.getString("amd")).isEqualTo("human");
    assertThat(now.getInteger("talk")).isEqualTo(20);
    assertThat(control.get("/scripts").json().getJsonObject("default").getInteger("ring")).isNull();
  }

  @Test
  @DisplayName("SIM-83 let people write and seed the CRM")
  void shouldLetPeopleWriteAndSeedTheCrm() {
    // Given
    control.put(
        "/telnyx/accounts/2500000000000000001",
        new JsonObject().put("numbers", new JsonArray().add(NUMBER)));

    // When
    Http.Got written =
        control.post(
            "/telnyx/incoming-message",
            new JsonObject()
                .put("from", LEAD)
                .put("to", NUMBER)
                .put("text", "Olá")
                .put("url", application.url("/sms")));
    Http.Got seeded =
        control.post("/rdstation/contacts", new JsonObject().put("name", "Maria Exemplo"));

    // Then
    assertThat(written.status()).isEqualTo(201);
    assertThat(seeded.json().getString("id")).hasSize(24);
    await().until(() -> !application.told("/sms").isEmpty());
  }

  @Test
  @DisplayName("SIM-601 let another process say what a sender takes, and see what came of it")
  void shouldLetAnotherProcessLimitSenders() {
    // Given
    control.put("/twilio/message-limit", new JsonObject().put("perSecond", 1));

    // When
    host.twilio().messageLimit().takes(NUMBER);
    host.twilio().messageLimit().takes(NUMBER);

    // Then
    assertThat(control.get("/twilio/message-limit").json())
        .isEqualTo(new JsonObject().put("perSecond", 1).put("taken", 1).put("refused", 1));
    assertThat(control.get("/telnyx/message-limit").json().getInteger("perSecond")).isZero();
    assertThat(control.put("/twilio/message-limit", new JsonObject()).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("SIM-84 forget everything but accounts")
  void shouldForgetEverythingButAccounts() {
    // Given
    control.put(
        "/twilio/accounts/" + SID,
        new JsonObject().put("authToken", "secret").put("numbers", new JsonArray().add(NUMBER)));
    dial();

    // When
    int reset = control.post("/reset", new JsonObject()).status();

    // Then
    assertThat(reset).isEqualTo(204);
    assertThat(host.twilio().calls()).isEmpty();
    assertThat(host.requests().all()).isEmpty();
    assertThat(host.twilio().accounts()).hasSize(1);
  }

  @Test
  @DisplayName("SIM-85 advance manual time")
  void shouldAdvanceManualTime() {
    // Given
    control.put("/clock", new JsonObject().put("pace", "manual"));

    // When
    JsonObject before = control.get("/clock").json();
    JsonObject after = control.post("/clock/advance", new JsonObject().put("seconds", 90)).json();

    // Then
    assertThat(java.time.Instant.parse(after.getString("simulated")))
        .isAfterOrEqualTo(java.time.Instant.parse(before.getString("simulated")).plusSeconds(90));
  }

  private String dial() {
    return Http.basic(host.twilio().baseUrl() + "/2010-04-01/Accounts/" + SID, SID, "secret")
        .form(
            "/Calls.json",
            "To",
            LEAD,
            "From",
            NUMBER,
            "Url",
            application.url("/answered"),
            "StatusCallback",
            application.url("/status"))
        .json()
        .getString("sid");
  }
}
