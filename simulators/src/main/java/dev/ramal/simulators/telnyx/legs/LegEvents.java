package dev.ramal.simulators.telnyx.legs;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import dev.ramal.simulators.telnyx.webhooks.TelnyxWebhooks;
import io.vertx.core.json.JsonObject;

/** Tells the application about a leg, and keeps what was told. */
public final class LegEvents {
  private final SimulatorContext context;
  private final TelnyxWebhooks webhooks;
  private final CallHistory history;

  public LegEvents(SimulatorContext context, TelnyxWebhooks webhooks, CallHistory history) {
    this.context = context;
    this.webhooks = webhooks;
    this.history = history;
  }

  /** An event of a leg, now. */
  public void tell(Leg leg, String event, JsonObject payload) {
    leg.reported = context.now();
    String occurred = TelnyxTime.voice(leg.reported);
    history.webhook(leg, event, occurred, payload);
    String url = leg.target(event);
    if (url != null) {
      webhooks.send(
          leg.account,
          url,
          leg.controlId,
          leg.readableState(),
          TelnyxWebhooks.envelope(event, occurred, payload),
          TelnyxWebhooks.VOICE);
    }
  }
}
