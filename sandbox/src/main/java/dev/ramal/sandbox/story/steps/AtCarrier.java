package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.state.StateJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The carrier's side: people on telephones, what they heard, what the carrier was told.
 *
 * @param control of the stand-ins
 */
record AtCarrier(Api control, String carrier) {
  /** What a telephone does when it is rung, or calls us. */
  void script(String address, Object script) {
    control.put("/scripts/" + address, script).expect(200);
  }

  /** From now on it does as all others. */
  void forget(String address) {
    control.delete("/scripts/" + address).expect(204);
  }

  /** Picks up after a second and stays on the phone until somebody else hangs up. */
  static ObjectNode patient() {
    return StateJson.mapper().createObjectNode().put("ring", 1).putNull("talk");
  }

  /** Somebody calls a number of the account; the carrier's handle of that leg. */
  String calls(String from, ConnectionStatus account, SandboxStatus sandbox) {
    Map<String, Object> call = new HashMap<>(Map.of("from", from, "to", account.numbers().get(0)));
    if (carrier.equals("twilio")) {
      String base = sandbox.webhookBaseUrl();
      call.put("url", base + "/voice/twilio/" + account.id() + "/inbound");
      call.put("statusUrl", base + "/webhooks/twilio/" + account.id() + "/call-status");
    }
    JsonNode begun = control.post("/" + carrier + "/incoming-call", call).expect(201).json();
    return begun.path(carrier.equals("twilio") ? "sid" : "callControlId").asText();
  }

  void hangsUp(String leg) {
    String handle = carrier.equals("twilio") ? "sid" : "callControlId";
    control.post("/" + carrier + "/hangup", Map.of(handle, leg)).expect(204);
  }

  /** What was said and played to a leg, and the keys. */
  List<String> heard(String leg) {
    List<String> heard = new ArrayList<>();
    JsonNode calls = control.get("/state").expect(200).json().path(carrier).path("calls");
    for (JsonNode call : calls) {
      if (call.path("sid").asText().equals(leg)
          || call.path("call_control_id").asText().equals(leg)) {
        call.path("heard").forEach(sound -> heard.add(sound.asText()));
      }
    }
    return heard;
  }

  /** How often the carrier was told something about a leg: in the path, or in the body. */
  long told(String path, String leg, String part) {
    JsonNode requests =
        control.get("/requests?simulator=" + carrier + "&path=" + path).expect(200).json();
    return StreamSupport.stream(requests.spliterator(), false)
        .filter(request -> request.path("method").asText().equals("POST"))
        .filter(request -> (request.path("path") + " " + request.path("body")).contains(leg))
        .filter(request -> request.path("body").asText().contains(part))
        .count();
  }
}
