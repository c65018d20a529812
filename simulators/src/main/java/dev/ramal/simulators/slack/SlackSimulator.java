package dev.ramal.simulators.slack;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.context.StandIn;
import dev.ramal.simulators.http.ApiError;
import dev.ramal.simulators.http.Exchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A receiver of Slack incoming webhooks: {@code POST /services/…} with a JSON message answers
 * {@code ok} in plain text. Safe to use from any thread.
 */
public final class SlackSimulator extends StandIn {
  /** Name in logs and fault switches. */
  public static final String NAME = "slack";

  private final List<JsonObject> messages = new ArrayList<>();

  public SlackSimulator(SimulatorContext context) {
    super(
        NAME,
        context,
        (status, detail) -> new ApiError(status, new JsonObject().put("error", detail)));
    server().route("POST", "/services/*", this::receive);
  }

  /** A webhook URL to configure in the application. */
  public String webhookUrl() {
    return baseUrl() + "/services/T000/B000/simulated";
  }

  /** What was received, oldest first: the JSON message with the path it came to beside. */
  public List<JsonObject> messages() {
    return context.loop().call(() -> List.copyOf(messages));
  }

  /** Forgets what was received. */
  @Override
  public void reset() {
    context.loop().run(messages::clear);
  }

  private void receive(Exchange exchange) {
    JsonObject message = exchange.json();
    if (message.getValue("text") == null && message.getValue("blocks") == null) {
      exchange.answer(400, "text/plain", Buffer.buffer("no_text"), Map.of());
      return;
    }
    if (!Blocks.areValid(message)) {
      exchange.answer(400, "text/plain", Buffer.buffer("invalid_blocks"), Map.of());
      return;
    }
    messages.add(message.copy().put("path", exchange.path()));
    exchange.answer(200, "text/plain", Buffer.buffer("ok"), Map.of());
  }
}
