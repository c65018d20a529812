package dev.ramal.sandbox.traffic;

import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * People of two organizations who call, write and are written to, without a pause, while somebody
 * else breaks things. Time is real: stand-ins whose clock runs away prove nothing of what a carrier
 * would know.
 */
public final class Traffic implements AutoCloseable {
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(1500);
  private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_REPLIES = Duration.ofSeconds(2);
  private static final int IN_A_BATCH = 3;

  private final FreshClient client;
  private final TrafficLog log = new TrafficLog();
  private final TrafficPeople people;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  public Traffic(FreshClient client, SandboxStatus status) {
    this.client = client;
    this.people = new TrafficPeople(client, status, log);
  }

  /** Short talks, no hours at which nobody is written to, and a CRM that takes all of it. */
  public void prepare() {
    client.control().put("/clock", Map.of("pace", "accelerated", "factor", 1)).expect(200);
    client.control().post("/clock/real", Map.of()).expect(200);
    client.control().put("/scripts/default", Map.of("ring", 1, "talk", 3)).expect(200);
    client.control().put("/rdstation/rate-limit", Map.of("perMinute", 0));
    for (TrafficTeam team : TrafficTeam.values()) {
      client
          .as(team.admin(), team.organization())
          .put("/api/settings/voice", Map.of("carrier", team.carrier(), "record", false))
          .expect(200);
      client
          .as(team.admin(), team.organization())
          .put(
              "/api/settings/messages",
              Map.of("quietHours", false, "smsPerMinute", 0, "validityMinutes", 0))
          .expect(200);
    }
  }

  public void begin() {
    for (TrafficTeam team : TrafficTeam.values()) {
      begin("calls-" + team.organization(), BETWEEN_CALLS, () -> people.call(team));
      begin("writes-" + team.organization(), BETWEEN_BATCHES, () -> people.write(team, IN_A_BATCH));
      begin("is-written-to-" + team.organization(), BETWEEN_REPLIES, () -> people.reply(team));
    }
  }

  /** Nobody begins anything more; all that was begun is answered. */
  public void end() {
    over = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while waiting for answers", e);
    }
  }

  /** What was wanted so far. */
  public TrafficAsked asked() {
    return log.asked();
  }

  @Override
  public void close() {
    over = true;
  }

  private void begin(String name, Duration pause, Runnable act) {
    Thread thread =
        new Thread(
            () -> {
              while (!over) {
                once(name, act);
                Waiting.pause(pause);
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Whoever fails goes on with the next. */
  private void once(String name, Runnable act) {
    try {
      act.run();
    } catch (RuntimeException e) {
      log.fault(name + " broke off: " + e);
    }
  }
}
