package dev.ramal.sandbox.burst;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Another organization that writes a message now and then while the burst waits for its turns, and
 * looks how long it takes until the carrier has it.
 */
final class Neighbour {
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Sender sender;
  private final Supplier<String> contacts;
  private final List<Duration> felt = new ArrayList<>();
  private final Thread thread = new Thread(this::write, "neighbour");
  private volatile boolean over;
  private volatile RuntimeException failure;

  /**
   * @param contacts somebody else each time
   */
  Neighbour(Sender sender, Supplier<String> contacts) {
    this.sender = sender;
    this.contacts = contacts;
    thread.setDaemon(true);
  }

  void begin() {
    thread.start();
  }

  /** From the request until the carrier had it, of each. */
  List<Duration> end() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while waiting", e);
    }
    if (failure != null) {
      throw failure;
    }
    return felt;
  }

  private void write() {
    try {
      do {
        String contact = contacts.get();
        long begin = System.nanoTime();
        sender.send(List.of(contact), "Oi");
        Waiting.until(() -> sender.hasTakenFor(contact), LOOK, PATIENCE);
        felt.add(Duration.ofNanos(System.nanoTime() - begin));
        Waiting.pause(EVERY);
      } while (!over);
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
