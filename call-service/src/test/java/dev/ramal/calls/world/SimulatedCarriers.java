package dev.ramal.calls.world;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.time.Pace;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * The carriers' stand-ins, with their time stopped: they take commands and answer questions, and
 * tests say by themselves what happens on the phones. Reached over HTTP only ({@link Simulator}).
 */
public final class SimulatedCarriers implements QuarkusTestResourceLifecycleManager {
  private SimulatorHost host;

  @Override
  public Map<String, String> start() {
    host = Simulators.start(SimulatorOptions.defaults().pace(Pace.manual()));
    Map<String, String> urls = host.urls();
    return Map.ofEntries(
        Map.entry("ramal.twilio.api-url", urls.get("twilio")),
        Map.entry("ramal.telnyx.api-url", urls.get("telnyx")),
        Map.entry("ramal.twilio.response-timeout", "2S"),
        Map.entry("ramal.telnyx.request-timeout", "2S"),
        Map.entry("test.simulators", urls.get("control")),
        Map.entry("ramal.storage.folder", "target/recordings"),
        Map.entry("ramal.storage.nearby", "target/recordings-nearby"),
        Map.entry("ramal.carrier.lookup-grace", "2S"),
        Map.entry("ramal.dialing.longest-sending", "4S"),
        Map.entry("ramal.dialing.ask-after", "500ms"),
        Map.entry("ramal.expiry.every", "1s"),
        Map.entry("ramal.expiry.dialing", "1h"));
  }

  @Override
  public void stop() {
    host.stop();
  }
}
