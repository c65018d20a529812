package dev.ramal.kit.outbox;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The application without its own relay, so that a test has the outbox to itself. */
public class RelayOff implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("ramal.outbox.enabled", "false");
  }
}
