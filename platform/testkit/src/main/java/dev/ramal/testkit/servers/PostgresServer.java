package dev.ramal.testkit.servers;

/** A Postgres server with one superuser. */
public interface PostgresServer extends Server {
  @Override
  default String name() {
    return "Postgres";
  }

  PostgresAddress address();
}
