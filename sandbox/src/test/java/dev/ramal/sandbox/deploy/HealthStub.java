package dev.ramal.sandbox.deploy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Something on a port that says how it is. */
final class HealthStub implements AutoCloseable {
  private final HttpServer server;
  private volatile String asked = "";

  HealthStub(int status) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked = exchange.getRequestURI().getPath();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The path of the last request. */
  String asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
