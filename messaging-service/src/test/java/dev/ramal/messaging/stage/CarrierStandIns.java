package dev.ramal.messaging.stage;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.time.Pace;
import dev.ramal.testkit.RamalServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * The carriers' stand-ins, with time standing still: a test says itself what a carrier reports.
 * Waits of the application are short, so that a test need not be patient.
 */
public final class CarrierStandIns implements QuarkusTestResourceLifecycleManager {
  private static final String NOWHERE = "http://localhost:1";

  private static SimulatorHost host;

  @Override
  public Map<String, String> start() {
    host =
        Simulators.start(
            SimulatorOptions.defaults()
                .pace(Pace.manual())
                .detours(Map.of(RamalServers.WEBHOOKS, NOWHERE)));
    Map<String, String> config = new HashMap<>();
    config.put("ramal.twilio.api-url", host.urls().get("twilio"));
    config.put("ramal.telnyx.api-url", host.urls().get("telnyx"));
    config.put("ramal.twilio.response-timeout", "1s");
    config.put("ramal.telnyx.request-timeout", "1s");
    config.put("ramal.messaging.sending.backoff", "200ms");
    config.put("ramal.messaging.expiry.poll", "1s");
    config.put("ramal.messaging.expiry.settle", "2s");
    config.put("ramal.messaging.questions.unknown", "500ms");
    config.put("ramal.messaging.questions.price", "1s");
    return config;
  }

  @Override
  public void stop() {
    host.stop();
  }

  /** The running stand-ins. */
  public static SimulatorHost host() {
    return host;
  }
}
