package dev.ramal.sandbox.running;

import dev.ramal.sandbox.checks.Preconditions;
import dev.ramal.sandbox.entry.FrontendOrigins;
import dev.ramal.sandbox.entry.HttpEntry;
import dev.ramal.sandbox.entry.Routes;
import dev.ramal.sandbox.processes.CarrierUrls;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.processes.ServiceSettings;
import dev.ramal.sandbox.processes.SimulatorsProcess;
import dev.ramal.sandbox.seeding.Seeding;
import dev.ramal.sandbox.state.RunningProcess;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxSecrets;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.servers.Servers;
import dev.ramal.servers.kafka.TopicSetup;
import dev.ramal.servers.keycloak.RealmSettings;
import dev.ramal.servers.postgres.Databases;
import dev.ramal.servers.postgres.PostgresServer;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.Server;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Starts a whole sandbox, keeps its status file true and ends what it started. A child that ends by
 * itself is not started again: the status shows it and its log says why.
 */
public final class Supervisor implements AutoCloseable {
  /** Whom services ask, and by which setting they find them. */
  private static final Map<Service, String> ASKED_INSIDE =
      Map.of(
          Service.CALL_SERVICE, "ramal.call-service.url",
          Service.WEBHOOK_GATEWAY, "ramal.webhook-gateway.url");

  private final SandboxFolder folder;
  private final SandboxPorts ports;
  private final FrontendOrigins origins = FrontendOrigins.of(System.getenv());
  private final Progress progress;
  private final SandboxVariant variant;
  private final SandboxSecrets secrets;
  private final Servers servers;
  private final SimulatorsProcess simulators;
  private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
  private final List<ServiceProcess> beside = new CopyOnWriteArrayList<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private HttpEntry entry;
  private ServiceSettings settings;
  private SandboxState sandbox;
  private volatile SandboxStatus reported;

  public Supervisor(SandboxFolder folder, SandboxPorts ports, Progress progress) {
    this(folder, ports, progress, SandboxVariant.usual());
  }

  public Supervisor(
      SandboxFolder folder, SandboxPorts ports, Progress progress, SandboxVariant variant) {
    this.folder = folder;
    this.variant = variant;
    this.ports = ports;
    this.progress = progress;
    Preconditions.check(ports, variant.build());
    this.secrets = SandboxSecrets.of(folder);
    this.servers =
        Servers.embedded(
            folder.path().resolve("data"), ports.servers(), realmSettings(), secrets.realm());
    this.simulators = new SimulatorsProcess(folder, ports.simulators());
  }

  /**
   * Returns when every service is ready and the demo accounts are connected.
   *
   * @throws SandboxFailure with what did not start, and why
   */
  public SandboxStatus start() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop-sandbox"));
    sandbox = new SandboxState(baseUrl(), webhookBaseUrl(), keycloakUrl(), servers, secrets);
    try {
      report("starting");
      openEntry();
      CompletableFuture<Void> keycloak = startServers();
      seeding().prepare();
      startServices(keycloak);
      sandbox.connections(seed());
      sandbox.ready("sandbox", progress.elapsed());
      return report("running");
    } catch (RuntimeException e) {
      SandboxFailure failure = clear(e);
      if (!stopAll()) {
        throw new SandboxFailure("The sandbox was stopped before it was up.", e);
      }
      sandbox.problem(failure.getMessage());
      report("failed");
      throw failure;
    }
  }

  /** Ends services first, then what they lean on. */
  @Override
  public void close() {
    if (stopAll()) {
      report("stopped");
    }
  }

  /** For the end of this program, whatever it was doing just now. */
  private void end() {
    progress.sayLast("stopping: services first, then what they lean on; a few seconds");
    ChildProcess.startNoMore();
    close();
    ChildProcess.endAll(Duration.ofSeconds(10));
  }

  public ServiceProcess service(Service service) {
    return services.get(service);
  }

  /** Starts a service again after it was killed. */
  public void restart(Service service) {
    services.get(service).start();
    services.get(service).awaitReady();
    report("running");
  }

  /**
   * One more process of a service, out of this checkout, with the settings of the other. Returns
   * without waiting; nobody sends it anything yet.
   */
  public ServiceProcess prepareBeside(Service service) {
    return new ServiceProcess(
        service,
        ports.beside(service),
        settings.writeBeside(service),
        folder.log(service.id() + "-beside"));
  }

  /** Starts it, and waits until it is ready. */
  public void startBeside(ServiceProcess process) {
    beside.add(process);
    process.start();
    report("running");
    process.awaitReady();
  }

  /** What stands before the services. */
  public HttpEntry entry() {
    return entry;
  }

  public PostgresServer postgres() {
    return servers.postgres();
  }

  private void openEntry() {
    entry = new HttpEntry(Vertx.vertx(), ports, origins, () -> reported);
    entry.listen();
    if (variant.hasReplicas()) {
      ASKED_INSIDE.keySet().forEach(entry::listenInside);
    }
  }

  /** Where services find each other, when there are two of each. */
  private Map<String, String> inside() {
    Map<String, String> addresses = new HashMap<>();
    if (variant.hasReplicas()) {
      ASKED_INSIDE.forEach(
          (service, setting) ->
              addresses.put(setting, "http://localhost:" + ports.inside(service)));
    }
    return addresses;
  }

  /** Returns without Keycloak, the slowest of all: services come up beside it. */
  private CompletableFuture<Void> startServers() {
    CompletableFuture<Void> simulation = CompletableFuture.runAsync(simulators::start);
    CompletableFuture<Void> keycloak = begin(servers.keycloak());
    CompletableFuture.allOf(begin(servers.kafka()), begin(servers.postgres())).join();
    variant.preparePostgres().accept(servers.postgres());
    new TopicSetup(servers.kafka().bootstrapServers()).ensure();
    Databases databases = new Databases(servers.postgres().address(), secrets.databasePassword());
    for (Service service : Service.values()) {
      service.database().ifPresent(databases::ensure);
    }
    simulation.join();
    progress.say("simulators, topics and databases ready");
    sandbox.ready("simulators, topics and databases", progress.elapsed());
    sandbox.simulators(simulators.urls());
    report("starting");
    return keycloak;
  }

  /** The processes of those that still start are known by then, to whoever must end them. */
  private CompletableFuture<Void> begin(Server server) {
    return Servers.begin(
        server,
        line -> {
          progress.say(line);
          sandbox.ready(server.name(), progress.elapsed());
          report("starting");
        });
  }

  private void startServices(CompletableFuture<Void> keycloak) {
    settings =
        new ServiceSettings(
            servers,
            folder,
            secrets,
            carrierUrls(),
            baseUrl(),
            webhookBaseUrl(),
            keycloakUrl(),
            ports,
            inside(),
            variant.ofCallService());
    for (Service service : Service.values()) {
      services.put(
          service,
          new ServiceProcess(
              service,
              variant.build(),
              ports.of(service),
              settings.writeFor(service),
              folder.log(service.id())));
    }
    services.values().forEach(ServiceProcess::start);
    report("starting");
    Stream<CompletableFuture<Void>> ready =
        services.values().stream()
            .map(service -> CompletableFuture.runAsync(() -> awaitReady(service)));
    CompletableFuture.allOf(
            Stream.concat(Stream.of(keycloak), ready).toArray(CompletableFuture[]::new))
        .join();
  }

  private void awaitReady(ServiceProcess service) {
    service.awaitReady();
    progress.say(service.service().id() + " ready at " + service.url());
    sandbox.ready(service.service().id(), progress.elapsed());
  }

  private List<SandboxStatus.ConnectionStatus> seed() {
    List<SandboxStatus.ConnectionStatus> connections = seeding().run();
    progress.say(connections.size() + " invented carrier accounts connected");
    return connections;
  }

  private Seeding seeding() {
    return new Seeding(sandbox.now("starting", processes()), secrets, folder, carrierUrls());
  }

  private CarrierUrls carrierUrls() {
    return CarrierUrls.of(System.getenv(), simulators.urls());
  }

  private boolean stopAll() {
    if (!stopped.compareAndSet(false, true)) {
      return false;
    }
    List<CompletableFuture<Void>> ends =
        Stream.concat(services.values().stream(), beside.stream())
            .map(s -> CompletableFuture.runAsync(s::stop))
            .toList();
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
    simulators.stop();
    servers.stop();
    if (entry != null) {
      entry.close();
    }
    return true;
  }

  private synchronized SandboxStatus report(String state) {
    services.forEach((service, process) -> sandbox.service(service, process, state));
    reported = stopped.get() ? sandbox.ended(state) : sandbox.now(state, processes());
    reported.write(folder);
    return reported;
  }

  private List<RunningProcess> processes() {
    List<RunningProcess> processes = new ArrayList<>();
    servers.all().stream()
        .filter(server -> server.pid() != 0)
        .forEach(
            server ->
                ProcessHandle.of(server.pid())
                    .ifPresent(p -> processes.add(RunningProcess.of(server.name(), p))));
    simulators
        .process()
        .map(ChildProcess::handle)
        .ifPresent(p -> processes.add(RunningProcess.of("simulators", p)));
    services
        .values()
        .forEach(
            service ->
                service
                    .handle()
                    .ifPresent(p -> processes.add(RunningProcess.of(service.service().id(), p))));
    for (ServiceProcess process : beside) {
      String name = process.service().id() + ", a second one";
      process.handle().ifPresent(p -> processes.add(RunningProcess.of(name, p)));
    }
    return processes;
  }

  /** What carriers call and sign; with real ones the public address that leads to our port. */
  private String webhookBaseUrl() {
    return System.getenv().getOrDefault("RAMAL_WEBHOOKS_BASE_URL", baseUrl());
  }

  private String baseUrl() {
    return "http://localhost:" + ports.entry();
  }

  private String keycloakUrl() {
    return baseUrl() + Routes.KEYCLOAK;
  }

  private RealmSettings realmSettings() {
    return new RealmSettings(
        baseUrl(),
        Optional.of(keycloakUrl()),
        origins.all(),
        FrontendTokens.seconds(System.getenv()));
  }

  private static SandboxFailure clear(RuntimeException e) {
    Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    return cause instanceof SandboxFailure failure
        ? failure
        : new SandboxFailure(
            cause.getMessage() != null ? cause.getMessage() : cause.toString(), cause);
  }
}
