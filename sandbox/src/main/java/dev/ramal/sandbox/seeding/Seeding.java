package dev.ramal.sandbox.seeding;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.processes.CarrierUrls;
import dev.ramal.sandbox.seeding.DemoAccounts.Account;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxSecrets;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.util.List;
import java.util.Map;

/**
 * Connects demo accounts of both organizations, through public APIs only and never at a real
 * carrier or CRM. Everything may be there already from an earlier start; simulators alone have
 * forgotten all.
 */
public final class Seeding {
  private final SandboxClient client;
  private final SandboxSecrets secrets;
  private final SandboxFolder folder;
  private final CarrierUrls urls;

  public Seeding(
      SandboxStatus status, SandboxSecrets secrets, SandboxFolder folder, CarrierUrls urls) {
    this.client = new SandboxClient(status);
    this.secrets = secrets;
    this.folder = folder;
    this.urls = urls;
  }

  /** What simulators must know before our services ask them; needs nothing but simulators. */
  public void prepare() {
    if (CarrierUrls.isStandIn(urls.rdstation())) {
      crm().prepare();
      secrets.save(folder);
    }
  }

  /** Returns the carrier connections as an outside client needs them. */
  public List<ConnectionStatus> run() {
    List<ConnectionStatus> connections =
        DemoAccounts.ALL.stream()
            .filter(account -> CarrierUrls.isStandIn(urls.of(account.carrier())))
            .map(this::connect)
            .toList();
    if (CarrierUrls.isStandIn(urls.twilio())) {
      voice("aurora", "carla", true);
      voice("boreal", "bia", false);
    }
    if (CarrierUrls.isStandIn(urls.rdstation())) {
      crm().run();
    }
    secrets.save(folder);
    return connections;
  }

  private SeedCrm crm() {
    boolean simulated = urls.rdstation().equals(client.status().simulators().get("rdstation"));
    return new SeedCrm(client, secrets.accounts(), simulated);
  }

  /** What was made is kept, whatever becomes of the next account. */
  private ConnectionStatus connect(Account account) {
    try {
      return new SeedCarrier(client, secrets.accounts()).connect(account);
    } finally {
      secrets.save(folder);
    }
  }

  /** Once: afterwards the settings are whatever an administrator makes of them. */
  private void voice(String organization, String admin, boolean record) {
    String made = organization + ".voice";
    if (!secrets.accounts().containsKey(made)) {
      client
          .as(admin)
          .put("/api/settings/voice", Map.of("carrier", "twilio", "record", record))
          .expect(200);
      secrets.accounts().put(made, "set");
    }
  }
}
