package dev.ramal.sandbox.restore;

import dev.ramal.sandbox.api.FreshClient;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.running.Supervisor;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.DatabaseStatus;
import dev.ramal.sandbox.tally.Demand;
import dev.ramal.sandbox.tally.JudgeTally;
import dev.ramal.sandbox.tally.ServiceDatabase;
import dev.ramal.sandbox.tally.TakeTally;
import dev.ramal.sandbox.tally.Tally;
import dev.ramal.sandbox.tally.TallyReport;
import dev.ramal.sandbox.traffic.Traffic;
import dev.ramal.sandbox.traffic.TrafficAsked;
import dev.ramal.sandbox.traffic.TrafficTeam;
import dev.ramal.servers.postgres.PostgresServer;
import dev.ramal.servers.processes.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A drill: a backup is taken while people go on; then one service after the other loses its
 * database, gets it back as it was just before on another server, reads its topics again from the
 * beginning of the run, and works on; the others never stop. Nothing may have happened twice.
 */
public final class RestoreRun implements AutoCloseable {
  /** Until somebody has noticed what is wrong. */
  private static final Duration NOTICED = Duration.ofSeconds(5);

  private final Supervisor supervisor;
  private final SandboxStatus status;
  private final ArchiveWal archive;
  private final SandboxFolder folder;
  private final FreshClient client;
  private final Progress progress;
  private final Map<Service, DatabaseStatus> databases = new EnumMap<>(Service.class);
  private final List<PostgresServer> restored = new CopyOnWriteArrayList<>();
  private final List<SealedHead> heads = new ArrayList<>();

  /**
   * @param supervisor whose server of databases writes into the archive; ready
   */
  public RestoreRun(
      Supervisor supervisor,
      SandboxStatus status,
      ArchiveWal archive,
      SandboxFolder folder,
      Progress progress) {
    this.supervisor = supervisor;
    this.status = status;
    this.archive = archive;
    this.folder = folder;
    this.client = new FreshClient(status);
    this.progress = progress;
    for (Service service : Service.values()) {
      service
          .database()
          .ifPresent(name -> databases.put(service, status.postgres().get(service.id())));
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-restored"));
  }

  /**
   * @param services which lose their databases, in this order
   * @param wait how long people go on before, between and after
   * @return whether every rule held
   */
  public boolean play(List<Service> services, Duration wait) {
    Path backup = folder.path().resolve("backup");
    TrafficAsked asked;
    try (Traffic traffic = new Traffic(client, status)) {
      traffic.prepare();
      Instant began = Instant.now();
      traffic.begin();
      Waiting.pause(wait);
      backUp(backup);
      for (Service service : services) {
        Waiting.pause(wait);
        loseAndRestore(service, backup, began);
      }
      Waiting.pause(wait);
      traffic.end();
      asked = traffic.asked();
    }
    Tally tally =
        new TakeTally(client, status.kafka().bootstrapServers(), this::database, progress)
            .of(asked);
    List<String> broken =
        Stream.concat(
                heads.stream()
                    .map(head -> head.compare(database(Service.BILLING_SERVICE)))
                    .flatMap(Optional::stream),
                JudgeTally.judge(asked, tally, Demand.SURVIVED).stream())
            .toList();
    TallyReport report = new TallyReport(progress);
    report.tell(asked, tally);
    report.conclude(
        broken,
        "%d databases lost and restored; %d noted hashes of ledgers stand, nothing twice, drift 0"
            .formatted(services.size(), heads.size()));
    return broken.isEmpty();
  }

  private void backUp(Path backup) {
    long begin = System.nanoTime();
    BaseBackup.take(supervisor.postgres(), backup);
    progress.say("a backup is taken while people go on, in " + seconds(begin));
  }

  private void loseAndRestore(Service service, Path backup, Instant began) {
    String name = service.database().orElseThrow();
    for (TrafficTeam team : TrafficTeam.values()) {
      heads.add(SealedHead.note(client, team));
    }
    ServiceProcess process = supervisor.service(service);
    long begin = System.nanoTime();
    String transaction = LoseDatabase.of(supervisor.postgres().address(), name);
    progress.say(
        "transaction %s has dropped all tables of %s under %s"
            .formatted(transaction, name, service.id()));
    Waiting.pause(NOTICED);
    process.stop();
    archive.complete(supervisor.postgres());
    long brought = System.nanoTime();
    PostgresServer server =
        RestoredServer.start(backup, archive, transaction, folder.data("restored-" + service.id()));
    restored.add(server);
    progress.say("the backup was brought forward to just before, in " + seconds(brought));
    DatabaseStatus before = databases.get(service);
    databases.put(
        service,
        new DatabaseStatus(server.address().jdbcUrl(name), before.user(), before.password()));
    PointService.at(process, server.address(), name);
    long again = new RewindGroups(status.kafka().bootstrapServers()).to(service.id(), began);
    supervisor.restart(service);
    progress.say(
        "%s works again %s after the loss, and reads %d records once more"
            .formatted(service.id(), seconds(begin), again));
  }

  private ServiceDatabase database(Service service) {
    return new ServiceDatabase(databases.get(service));
  }

  private static String seconds(long since) {
    return "%.1f s".formatted((System.nanoTime() - since) / 1e9);
  }

  /** Ends the servers that were restored. */
  @Override
  public void close() {
    restored.forEach(PostgresServer::stop);
    restored.clear();
  }
}
