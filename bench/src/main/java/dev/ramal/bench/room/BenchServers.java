package dev.ramal.bench.room;

import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.postgres.EmbeddedPostgresServer;
import dev.ramal.servers.postgres.PostgresAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/** What all rooms of a run share: one Postgres, empty at the beginning. */
public final class BenchServers implements AutoCloseable {
  private final EmbeddedPostgresServer postgres =
      new EmbeddedPostgresServer(Folders.empty("postgres"));
  private final String password = random();

  public BenchServers() {
    postgres.start();
  }

  public PostgresAddress postgres() {
    return postgres.address();
  }

  /** A database that nobody has used yet. */
  String newDatabase(String name) {
    new Databases(postgres.address(), password).recreate(name);
    return name;
  }

  /** Of the roles of every database here. */
  String password() {
    return password;
  }

  /** What Postgres has computed since its start, all of its processes. */
  public Duration postgresCpu() {
    return CpuTime.ofTree(postgres.pid());
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    postgres.stop();
  }
}
