package dev.ramal.bench.room;

import dev.ramal.bench.frame.RunLog;
import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.postgres.EmbeddedPostgresServer;
import dev.ramal.servers.postgres.PostgresAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;

/** What all rooms of a run share: one Postgres, empty at the beginning, and Keycloak if needed. */
public final class BenchServers implements AutoCloseable {
  public static final String SEALING_KEY_ID = "bench";

  private final EmbeddedPostgresServer postgres =
      new EmbeddedPostgresServer(Folders.empty("postgres"));
  private final String password = HexFormat.of().formatHex(random(16));
  private final String sealingKey = Base64.getEncoder().encodeToString(random(32));
  private People people;

  public BenchServers() {
    // Postgres is no child that ChildProcess knows: a run that is broken off must end it, too.
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop));
    postgres.start();
  }

  /** With Keycloak, told of to whoever waits for it. */
  public static BenchServers withPeople(RunLog log) {
    log.say("starting Postgres and Keycloak");
    BenchServers servers = new BenchServers();
    servers.people();
    return servers;
  }

  /** Starts Keycloak when asked for the first time; services started later know its people. */
  public People people() {
    if (people == null) {
      people = People.start();
    }
    return people;
  }

  boolean hasPeople() {
    return people != null;
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

  /** With which services seal and open secrets, base64. */
  public String sealingKey() {
    return sealingKey;
  }

  /** What Postgres has computed since its start, all of its processes. */
  public Duration postgresCpu() {
    return CpuTime.ofTree(postgres.pid());
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    if (people != null) {
      people.close();
    }
    postgres.stop();
  }
}
