package dev.ramal.sandbox.seeding;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxSecrets;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.util.List;
import java.util.Map;

/**
 * Connects demo accounts of both organizations, through public APIs only. Everything may be there
 * already from an earlier start; simulators alone have forgotten all.
 */
public final class Seeding {
  private final SandboxClient client;
  private final SandboxSecrets secrets;
  private final SandboxFolder folder;

  public Seeding(SandboxStatus status, SandboxSecrets secrets, SandboxFolder folder) {
    this.client = new SandboxClient(status);
    this.secrets = secrets;
    this.folder = folder;
  }

  /** Returns the carrier connections as an outside client needs them. */
  public List<ConnectionStatus> run() {
    List<ConnectionStatus> connections =
        DemoAccounts.ALL.stream()
            .map(account -> new SeedCarrier(client, secrets.accounts()).connect(account))
            .toList();
    secrets.save(folder);
    client
        .as("carla")
        .put("/api/settings/voice", Map.of("carrier", "twilio", "record", true))
        .expect(200);
    client
        .as("bia")
        .put("/api/settings/voice", Map.of("carrier", "twilio", "record", false))
        .expect(200);
    new SeedCrm(client, secrets.accounts()).run();
    secrets.save(folder);
    return connections;
  }
}
