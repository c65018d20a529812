package dev.ramal.kit.outbox;

import dev.ramal.kit.database.DatabaseConfig;
import dev.ramal.kit.database.DatabaseConnections;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What another replica of the test application has open: a transaction that has just taken an event
 * into its inbox, and a relay. As a program it is a process of its own, to be frozen.
 */
final class OtherReplica implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger sessions = new AtomicInteger();
  private final RelayLoop relay;

  OtherReplica(
      SmallRyeConfig config, Map<String, Object> kafka, PgConnectOptions server, String eventId) {
    DatabaseConnections database =
        new DatabaseConnections(config.getConfigMapping(DatabaseConfig.class));
    Pool pool = Pool.newInstance(database.create(new Input(vertx, server)));
    pool.getConnection()
        .chain(
            connection ->
                connection
                    .query(
                        "begin; select set_config('app.tenant', 'aurora', true); insert into inbox"
                            + " (consumer, event_id, tenant) values ('notes', '"
                            + eventId
                            + "', 'aurora')")
                    .execute())
        .await()
        .atMost(LIMIT);
    relay =
        new RelayLoop(
            config.getConfigMapping(OutboxConfig.class),
            () -> {
              PgConnection opened = database.openSession();
              sessions.incrementAndGet();
              return opened;
            },
            OutboxSender.to(kafka, "other-replica", Duration.ofSeconds(15)));
    relay.start();
  }

  /** The defaults, and nothing of this machine; limits are shorter, for the test waits for them. */
  static SmallRyeConfig impatient() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(DatabaseConfig.class)
        .withMapping(OutboxConfig.class)
        .withDefaultValue("ramal.database.idle-in-transaction-timeout", "4s")
        .withDefaultValue("ramal.database.idle-session-timeout", "6s")
        .withDefaultValue("ramal.database.client-silence", "4s")
        .build();
  }

  /** How often the relay has got a connection. */
  int sessions() {
    return sessions.get();
  }

  /** Arguments: bootstrap servers, address, user and password of the database, event id, file. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new OtherReplica(
        impatient(),
        new HashMap<>(Map.of("bootstrap.servers", arguments[0])),
        PgConnectOptions.fromUri(arguments[1]).setUser(arguments[2]).setPassword(arguments[3]),
        arguments[4]);
    Files.createFile(Path.of(arguments[5]));
    new CountDownLatch(1).await();
  }

  @Override
  public void close() {
    relay.stop();
    vertx.close();
  }

  private record Input(Vertx vertx, PgConnectOptions server) implements PgPoolCreator.Input {
    @Override
    public PoolOptions poolOptions() {
      return new PoolOptions().setMaxSize(2);
    }

    @Override
    public List<PgConnectOptions> pgConnectOptionsList() {
      return List.of(server);
    }
  }
}
