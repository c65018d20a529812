package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.support.Application;
import dev.ramal.simulators.support.Http;
import dev.ramal.simulators.time.Pace;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A host, an account and an application, new for each test; time jumps from step to step. */
abstract class TelnyxStory {
  static final String NUMBER = "+551140000000";
  static final String LEAD = "+5511987654321";
  static final String AGENT = "sip:ana@sip.telnyx.com";

  SimulatorHost host;
  Application application;
  TelnyxAccount account;
  Http api;

  @BeforeEach
  void open() {
    host = Simulators.start(SimulatorOptions.defaults().pace(pace()));
    application = new Application();
    account =
        host.telnyx()
            .register(
                TelnyxAccount.create(NUMBER)
                    .callCosts(true)
                    .webhookUrls(null, application.url("/profile")));
    api = Http.bearer(host.telnyx().baseUrl(), account.apiKey());
  }

  @AfterEach
  void close() {
    host.close();
    application.close();
  }

  Pace pace() {
    return Pace.instant();
  }

  JsonObject request(String to) {
    return new JsonObject()
        .put("connection_id", account.connectionId())
        .put("to", to)
        .put("from", NUMBER)
        .put("client_state", state(to.equals(LEAD) ? "lead" : "agent"))
        .put("webhook_url", application.url("/events"));
  }

  Http.Got dial(JsonObject request) {
    return api.post("/calls", request);
  }

  /** Dials and answers the call control id once the leg has answered. */
  String talking(JsonObject request) {
    String id = dial(request).json().getJsonObject("data").getString("call_control_id");
    org.awaitility.Awaitility.await()
        .until(
            () ->
                application.events("/events", "call.answered").stream()
                    .anyMatch(told -> told.payload().getString("call_control_id").equals(id)));
    return id;
  }

  Http.Got command(String controlId, String action, JsonObject body) {
    return api.post(
        "/calls/"
            + java.net.URLEncoder.encode(controlId, StandardCharsets.UTF_8)
            + "/actions/"
            + action,
        body);
  }

  List<String> events() {
    return application.told("/events").stream().map(Application.Told::event).toList();
  }

  static String state(String leg) {
    return Base64.getEncoder()
        .encodeToString(
            ("{\"call\":\"c1\",\"leg\":\"" + leg + "\"}").getBytes(StandardCharsets.UTF_8));
  }
}
