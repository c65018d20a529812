package dev.ramal.servers.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody listens on at the moment of asking. */
public final class FreePort {
  private FreePort() {}

  public static int next() {
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
