package dev.ramal.kit.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network that can fall silent in the middle: both ends keep a connection that carries nothing.
 */
final class SilentProxy implements AutoCloseable {
  private final ServerSocket entry = new ServerSocket(0);
  private final String host;
  private final int port;
  private final List<Line> lines = new CopyOnWriteArrayList<>();

  SilentProxy(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    daemon(this::accept);
  }

  int port() {
    return entry.getLocalPort();
  }

  /** Cuts what is open now; new connections pass. */
  void fallSilent() {
    lines.forEach(line -> line.silent = true);
  }

  private void accept() {
    try {
      while (true) {
        Line line = new Line(entry.accept(), new Socket(host, port));
        lines.add(line);
        daemon(() -> line.carry(line.client, line.server));
        daemon(() -> line.carry(line.server, line.client));
      }
    } catch (IOException closed) {
      lines.forEach(Line::close);
    }
  }

  @Override
  public void close() throws IOException {
    entry.close();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "silent-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static final class Line {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Line(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    /** What arrives after the silence has begun is swallowed, the end of the stream included. */
    void carry(Socket from, Socket to) {
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8_192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          if (!silent) {
            out.write(buffer, 0, read);
          }
        }
      } catch (IOException gone) {
        // Either end may leave at any time.
      }
      if (!silent) {
        close();
      }
    }

    void close() {
      try {
        client.close();
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
