package dev.ramal.sandbox.burst;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.FreshClient;
import java.util.Map;

/**
 * What the simulated Twilio takes of one sender in a second; more than that it answers with 429.
 */
record CarrierLimit(FreshClient client) {
  private static final String PATH = "/twilio/message-limit";

  /**
   * Real time, too: a sender's pace is.
   *
   * @param perSecond 0 for no limit
   */
  void set(int perSecond) {
    client.control().put("/clock", Map.of("pace", "accelerated", "factor", 1)).expect(200);
    client.control().post("/clock/real", Map.of()).expect(200);
    client.control().put(PATH, Map.of("perSecond", perSecond)).expect(200);
  }

  /** Messages of all senders since it was set. */
  int taken() {
    return now().path("taken").asInt();
  }

  /** With 429, since it was set. */
  int refused() {
    return now().path("refused").asInt();
  }

  private JsonNode now() {
    return client.control().get(PATH).expect(200).json();
  }
}
