package dev.ramal.sandbox.dials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.FreshClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The carriers' side: what goes wrong there, and whom they have rung. */
record StandIns(FreshClient client) {
  /**
   * What telephones do that are told nothing else: a short talk. Time is real: a carrier whose
   * clock runs away proves of no dial that it was not taken, and nobody would be told what became
   * of it.
   */
  void talkBriefly() {
    client.control().put("/clock", Map.of("pace", "accelerated", "factor", 1)).expect(200);
    client.control().post("/clock/real", Map.of()).expect(200);
    client.control().put("/scripts/default", Map.of("ring", 1, "talk", 3)).expect(200);
  }

  /** Before the click. */
  void prepare(DialIntent intent) {
    if (!intent.outcome().equals("answer")) {
      Map<String, Object> script = Map.of("ring", 1, "outcome", intent.outcome());
      client.control().put("/scripts/" + intent.lead(), script).expect(200);
    }
    if (intent.trouble() != DialTrouble.NONE) {
      arm(intent.trouble().fault(intent.troubled()));
    }
  }

  /** As soon as the call has an id; its very first callback may come before. */
  void disturb(DialIntent intent, String call) {
    if (intent.news() != NewsTrouble.NONE) {
      arm(intent.news().fault(call));
    }
  }

  private void arm(Map<String, Object> fault) {
    client.control().post("/faults", fault).expect(201);
  }

  /** How many requests and callbacks met a fault, by its kind. */
  JsonNode met() {
    return client.control().get("/faults/met").expect(200).json();
  }

  List<RungLeg> legs() {
    JsonNode state = client.control().get("/state").expect(200).json();
    List<RungLeg> legs = new ArrayList<>();
    for (JsonNode call : state.at("/twilio/calls")) {
      legs.add(new RungLeg("twilio", call.path("sid").asText(), call.path("to").asText()));
    }
    for (JsonNode leg : state.at("/telnyx/calls")) {
      String handle = leg.path("call_control_id").asText();
      legs.add(new RungLeg("telnyx", handle, leg.path("to").asText()));
    }
    return legs;
  }
}
