package dev.ramal.servers.postgres;

/**
 * Where Postgres listens and who may do everything there.
 *
 * @param user superuser
 */
public record PostgresAddress(String host, int port, String user, String password) {
  /** For JDBC. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** For the reactive client. */
  public String reactiveUrl(String database) {
    return "postgresql://" + host + ":" + port + "/" + database;
  }
}
