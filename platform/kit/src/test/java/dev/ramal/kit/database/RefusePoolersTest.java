package dev.ramal.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.kit.app.KitTest;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Inject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@KitTest
class RefusePoolersTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Inject Vertx vertx;
  @Inject DatabaseConnections connections;

  @ConfigProperty(name = "quarkus.datasource.reactive.url")
  String address;

  @ConfigProperty(name = "quarkus.datasource.username")
  String user;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  @Test
  void shouldStartBesidePostgresItself() {
    // Given
    PgConnection session = connections.openSession();

    // When
    Void fine = RefusePoolers.check(session).await().atMost(LIMIT);

    // Then
    assertThat(fine).isNull();
    session.closeAndAwait();
  }

  @Test
  void shouldNotStartBehindSomebodyWhoAnswersForPostgres() throws IOException {
    // Given
    PgConnectOptions server =
        PgConnectOptions.fromUri(address.replaceFirst("^vertx-reactive:", ""))
            .setUser(user)
            .setPassword(password);
    try (Pooler pooler = new Pooler(server.getHost(), server.getPort())) {
      PgConnection session =
          PgConnection.connect(vertx, server.setHost("localhost").setPort(pooler.port()))
              .await()
              .atMost(LIMIT);

      // When / Then
      assertThatThrownBy(() -> RefusePoolers.check(session).await().atMost(LIMIT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("PgBouncer")
          .hasMessageContaining("ramal.database.session-pooler");
      session.closeAndForget();
    }
  }

  /** Gives the session a process id of its own, as every pooler does, and passes on the rest. */
  private static final class Pooler implements AutoCloseable {
    private static final int BACKEND_KEY_DATA = 'K';

    private final ServerSocket entry = new ServerSocket(0);
    private final Socket server;

    Pooler(String host, int port) throws IOException {
      server = new Socket(host, port);
      daemon(this::serve);
    }

    int port() {
      return entry.getLocalPort();
    }

    private void serve() throws IOException {
      Socket client = entry.accept();
      daemon(() -> client.getInputStream().transferTo(server.getOutputStream()));
      DataInputStream in = new DataInputStream(server.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      while (true) {
        int type = in.readUnsignedByte();
        byte[] content = in.readNBytes(in.readInt() - Integer.BYTES);
        if (type == BACKEND_KEY_DATA) {
          content[0] ^= 0x55;
        }
        out.writeByte(type);
        out.writeInt(content.length + Integer.BYTES);
        out.write(content);
      }
    }

    @Override
    public void close() throws IOException {
      entry.close();
      server.close();
    }

    private static void daemon(Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (IOException gone) {
                  // Either end may leave at any time.
                }
              },
              "pooler");
      thread.setDaemon(true);
      thread.start();
    }

    private interface Work {
      void run() throws IOException;
    }
  }
}
