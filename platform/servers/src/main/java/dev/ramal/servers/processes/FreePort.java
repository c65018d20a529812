package dev.ramal.servers.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports that nobody listens on at the moment of asking. */
public final class FreePort {
  /**
   * Below those that systems give to outgoing connections, and below those of sandboxes; browsers
   * refuse 10,080.
   */
  private static final int FIRST = 10_100;

  private static final int MANY = 1_900;

  /** Processes that start together do not try the same. */
  private static final AtomicInteger TRIED =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(MANY));

  private FreePort() {}

  /**
   * One that nobody here was told before, and that no outgoing connection takes until whoever asked
   * listens, perhaps half a minute later: of those that the system gives one might.
   */
  public static int next() {
    for (int attempt = 0; attempt < MANY; attempt++) {
      int port = FIRST + TRIED.getAndIncrement() % MANY;
      if (isFree(port)) {
        return port;
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServerFailure("no free TCP port on the loopback address", e);
    }
  }

  /** Whether this port could be listened on right now, on every address. */
  public static boolean isFree(int port) {
    try {
      tryOut(port);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Listens for a moment, on every address.
   *
   * @throws IOException with the system's reason when this port cannot be listened on
   */
  public static void tryOut(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(port));
    }
  }
}
