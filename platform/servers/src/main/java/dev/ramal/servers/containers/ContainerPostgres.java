package dev.ramal.servers.containers;

import dev.ramal.servers.postgres.PostgresAddress;
import dev.ramal.servers.postgres.PostgresServer;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Postgres 18 in a container. */
public final class ContainerPostgres extends ContainerServer implements PostgresServer {
  private final String password = UUID.randomUUID().toString();

  public ContainerPostgres() {
    super("postgres:18", 5432);
  }

  @Override
  void configure(GenericContainer<?> container, int port) {
    container
        .withEnv("POSTGRES_PASSWORD", password)
        .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200")
        .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
  }

  @Override
  public PostgresAddress address() {
    return new PostgresAddress("localhost", port(), "postgres", password);
  }
}
