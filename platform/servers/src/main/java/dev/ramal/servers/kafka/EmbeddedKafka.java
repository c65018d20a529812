package dev.ramal.servers.kafka;

import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** One KRaft node, broker and controller in one, as a child process. Data stays in its folder. */
public final class EmbeddedKafka implements KafkaServer {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private final List<String> compiler;
  private volatile ChildProcess process;

  /** On free ports, as quick as it can become: for whoever measures. */
  public EmbeddedKafka(Path folder) {
    this(folder, FreePort.next(), FreePort.next(), List.of());
  }

  /** For a sandbox and tests: a start takes a third less, what comes after is not optimized. */
  public EmbeddedKafka(Path folder, int port, int controllerPort) {
    this(folder, port, controllerPort, List.of("-XX:TieredStopAtLevel=1"));
  }

  private EmbeddedKafka(Path folder, int port, int controllerPort, List<String> compiler) {
    this.folder = folder;
    this.port = port;
    this.controllerPort = controllerPort;
    this.compiler = compiler;
  }

  @Override
  public void start() {
    Path settings = writeSettings();
    List<String> options = new ArrayList<>(compiler);
    options.addAll(
        List.of("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=128m"));
    process =
        ChildProcess.start(
            name(),
            JavaCommand.of(
                KafkaNode.class.getName(), folder, options, List.of(settings.toString())),
            folder,
            Map.of(),
            log());
    process.awaitReady(LIMIT, this::answers);
  }

  @Override
  public void stop() {
    if (process != null) {
      process.stop(Duration.ofSeconds(20));
    }
  }

  @Override
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  @Override
  public long pid() {
    return process == null ? 0 : process.pid();
  }

  @Override
  public Path log() {
    return folder.resolve("kafka.log");
  }

  private boolean answers() throws Exception {
    if (FreePort.isFree(port)) {
      return false;
    }
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5000,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            4000);
    try (Admin admin = Admin.create(client)) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    }
  }

  private Path writeSettings() {
    Properties node = new Properties();
    node.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            "1",
            "controller.quorum.voters",
            "1@localhost:" + controllerPort,
            "listeners",
            "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
            "advertised.listeners",
            "PLAINTEXT://localhost:" + port,
            "controller.listener.names",
            "CONTROLLER",
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs",
            folder.resolve("logs").toString()));
    node.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "group.initial.rebalance.delay.ms", "0",
            "log.index.size.max.bytes", "1048576",
            "log.cleaner.dedupe.buffer.size", "16777216",
            "auto.create.topics.enable", "false"));
    node.put("num.network.threads", "2");
    node.put("num.io.threads", "4");
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("server.properties");
      try (Writer writer = Files.newBufferedWriter(file)) {
        node.store(writer, null);
      }
      return file;
    } catch (IOException e) {
      throw new ServerFailure("cannot write Kafka's settings into " + folder, e);
    }
  }
}
