package dev.ramal.sandbox.api;

import dev.ramal.sandbox.state.SandboxStatus;
import java.time.Duration;

/** Logs in anew before tokens expire: a run takes longer than they hold. */
public final class FreshClient {
  private static final long FRESH = Duration.ofSeconds(60).toNanos();

  private final SandboxStatus status;
  private SandboxClient client;
  private long since;

  public FreshClient(SandboxStatus status) {
    this.status = status;
    renew();
  }

  /** The HTTP entry, as this person in this organization. */
  public Api as(String username, String organization) {
    return now().as(username).with("X-Org-Id", organization);
  }

  /** Of the stand-ins. */
  public Api control() {
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
