package dev.ramal.servers.postgres;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Ends Postgres at once: SIGINT is its fast shutdown, which breaks connections off. At SIGTERM it
 * would wait until every client has left by itself.
 */
public final class FastShutdown {
  private FastShutdown() {}

  /** Asks for it and returns; where there is no {@code kill}, as SIGTERM. */
  public static void of(ProcessHandle postmaster) {
    try {
      Process kill = new ProcessBuilder("kill", "-INT", "" + postmaster.pid()).start();
      if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        postmaster.destroy();
      }
    } catch (IOException e) {
      postmaster.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
