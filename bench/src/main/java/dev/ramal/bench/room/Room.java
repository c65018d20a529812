package dev.ramal.bench.room;

import dev.ramal.servers.kafka.EmbeddedKafka;
import dev.ramal.servers.kafka.TopicSetup;
import dev.ramal.servers.postgres.PostgresAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where one version is measured: a broker and databases of its own, so that two versions can be
 * ready at the same time and take turns.
 */
public final class Room implements AutoCloseable {
  /** What carriers call, and sign. */
  public static final String PUBLIC_BASE = RoomSettings.PUBLIC_BASE;

  private final Checkout checkout;
  private final BenchServers servers;
  private final EmbeddedKafka kafka;
  private final Path folder;
  private final List<MeasuredService> services = new ArrayList<>();

  public Room(Checkout checkout, BenchServers servers) {
    this.checkout = checkout;
    this.servers = servers;
    this.folder = Folders.empty(checkout.name());
    this.kafka = new EmbeddedKafka(folder.resolve("kafka"));
    kafka.start();
    new TopicSetup(kafka.bootstrapServers()).ensure();
  }

  public String name() {
    return checkout.name();
  }

  /** Whether another version than this one runs here. */
  public boolean isOtherVersion() {
    return checkout.isOther();
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /**
   * Starts one more instance of a service and waits until it is ready. The first one gets an empty
   * database.
   */
  public MeasuredService start(
      String service, String database, List<String> jvm, Map<String, String> settings) {
    String ownDatabase = database == null ? null : own(database);
    if (ownDatabase != null && services.stream().noneMatch(s -> s.name().equals(service))) {
      servers.newDatabase(ownDatabase);
    }
    MeasuredService started =
        new MeasuredService(service, folder.resolve(service + "-" + services.size()));
    services.add(started);
    started.start(
        checkout.jar(service),
        jvm,
        new RoomSettings(servers, kafka.bootstrapServers(), service, ownDatabase, settings));
    return started;
  }

  /** The first instance of a service that runs here. */
  public MeasuredService service(String name) {
    return services.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  public BenchServers servers() {
    return servers;
  }

  /** A connection that sees and may do everything. */
  public Connection superuser(String database) throws SQLException {
    PostgresAddress postgres = servers.postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl(own(database)), postgres.user(), postgres.password());
  }

  /** What all instances of the services here have computed since they started. */
  public Duration servicesCpu() {
    return services.stream().map(MeasuredService::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  public Duration kafkaCpu() {
    return CpuTime.ofTree(kafka.pid());
  }

  /** What a database of this room is called. */
  public String own(String database) {
    return database + "_" + checkout.name();
  }

  /** Ends the services; the broker stays. */
  public void stopServices() {
    services.forEach(MeasuredService::stop);
    services.clear();
  }

  @Override
  public void close() {
    stopServices();
    kafka.stop();
  }
}
