package dev.ramal.sandbox.dials;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.SandboxStatus;
import java.time.Duration;

/** Logs in anew before tokens expire: a run takes longer than they hold. */
final class FreshClient {
  private static final long FRESH = Duration.ofSeconds(60).toNanos();

  private final SandboxStatus status;
  private SandboxClient client;
  private long since;

  FreshClient(SandboxStatus status) {
    this.status = status;
    renew();
  }

  Api as(Team team) {
    return now().as(team.admin()).with("X-Org-Id", team.organization());
  }

  /** Of the stand-ins. */
  Api control() {
    return now().control();
  }

  private synchronized SandboxClient now() {
    if (System.nanoTime() - since > FRESH) {
      renew();
    }
    return client;
  }

  private void renew() {
    client = new SandboxClient(status);
    since = System.nanoTime();
  }
}
