package dev.ramal.servers.postgres;

import dev.ramal.servers.processes.Server;

/** A Postgres server with one superuser. */
public interface PostgresServer extends Server {
  @Override
  default String name() {
    return "Postgres";
  }

  PostgresAddress address();
}
