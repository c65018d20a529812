package dev.ramal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.RamalScript.Run;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.browser.FrontendStory;
import dev.ramal.sandbox.contract.ContractJudge;
import dev.ramal.sandbox.contract.ContractProxy;
import dev.ramal.sandbox.contract.ExampleRequests;
import dev.ramal.sandbox.contract.PublishedEvents;
import dev.ramal.sandbox.deploy.kubernetes.MigrationJob;
import dev.ramal.sandbox.images.Replica;
import dev.ramal.sandbox.images.ReplicaStory;
import dev.ramal.sandbox.images.UnpackedImage;
import dev.ramal.sandbox.monitoring.IdsOfACall;
import dev.ramal.sandbox.monitoring.MonitoringStory;
import dev.ramal.sandbox.monitoring.TraceCollector;
import dev.ramal.sandbox.monitoring.TracesOfEvents;
import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.replay.CarrierCallback;
import dev.ramal.sandbox.replay.KafkaAway;
import dev.ramal.sandbox.replay.ReplayedDay;
import dev.ramal.sandbox.replay.ReplayedDay.Exported;
import dev.ramal.sandbox.state.RunningProcess;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.sandbox.story.CrashStory;
import dev.ramal.sandbox.story.DemoStory;
import dev.ramal.sandbox.story.Story;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.Workspace;
import dev.ramal.testkit.FaultRun;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * End to end: the packaged services in a sandbox of their own, after everything is packaged. The
 * script starts and ends it, and all that is known of it is what the script prints.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxStories {
  private static final SandboxFolder FOLDER =
      new SandboxFolder(Path.of("target/stories").toAbsolutePath());
  private static final int FRONTEND = FreePort.next();

  /** What takes no body has no example of one: the story does it. */
  private static final List<String> DONE_TO_CALLS =
      List.of(
          "holdCall",
          "resumeCall",
          "muteCall",
          "unmuteCall",
          "pauseRecording",
          "resumeRecording",
          "completeTransfer",
          "hangUpCall",
          "getTeam",
          "getCallInsight",
          "getCallPermission",
          "searchNumbers",
          "releaseNumber",
          "unblockNumber",
          "archiveTemplate",
          "raiseTestAlert",
          "acknowledgeAlert",
          "resolveAlert",
          "getCrmHealth",
          "getCrmDrift",
          "getCrmWebhook",
          "listCrmFailures");

  /** Who writes while Kafka hangs, and nowhere else. */
  private static final String STRANGER = "+5511930000017";

  private static ContractJudge judge;
  private static ContractProxy proxy;
  private static TraceCollector traces;
  private static RamalScript script;
  private static JsonNode told;
  private static SandboxClient client;
  private static ServiceCrash callService;
  private static ServiceCrash messaging;
  private static List<String> warnings;

  @BeforeAll
  static void start() throws Exception {
    Path printed = Files.createDirectories(Path.of("target/stories-printed").toAbsolutePath());
    int entry = SandboxPorts.free().entry();
    judge = new ContractJudge();
    proxy = new ContractProxy(entry, judge);
    traces = TraceCollector.start();
    ProxySelector.setDefault(proxy.selector());
    script =
        new RamalScript(
            Workspace.root().resolve("ramal"),
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                traces.endpoint(),
                "OTEL_EXPORTER_OTLP_PROTOCOL",
                "http/protobuf",
                "RAMAL_PORT",
                "" + entry,
                "RAMAL_FRONTEND_ORIGINS",
                "http://localhost:" + FRONTEND,
                "RAMAL_FRONTEND_TOKEN_SECONDS",
                "12",
                "JAVA_TOOL_OPTIONS",
                "-Dramal.sandbox.folder=" + FOLDER.path(),
                "http_proxy",
                proxy.address(),
                "no_proxy",
                ""),
            printed);
    script.run("down");
    FOLDER.clean();
    keepFromBuilding();
    Run up = script.run("up", "--detach");
    assertThat(up.code()).as(up.err() + up.out()).isZero();
    warnings = SandboxLogs.read(FOLDER).warnings();
    Run status = script.run("status", "--json");
    assertThat(status.code()).as(status.err()).isZero();
    told = StateJson.mapper().readTree(status.out());
    client = new SandboxClient(StateJson.mapper().readValue(status.out(), SandboxStatus.class));
    callService = new ServiceCrash(Service.CALL_SERVICE, client, FOLDER);
    messaging = new ServiceCrash(Service.MESSAGING_SERVICE, client, FOLDER);
  }

  @AfterAll
  static void stop() throws Exception {
    script.run("down");
    if (callService != null) {
      callService.stop();
    }
    if (messaging != null) {
      messaging.stop();
    }
    ProxySelector.setDefault(null);
    proxy.close();
    traces.close();
  }

  @AfterEach
  void shouldHaveBeenToldWhatIsPublished() {
    assertThat(judge.breaches()).isEmpty();
  }

  @Test
  @Order(1)
  @DisplayName("SBX-01 one call and one message, from click to usage line")
  void shouldTellTheWholeStory() {
    // When
    Optional<Story.Failure> failure = DemoStory.of().play(client, System.out);

    // Then
    assertThat(failure).isEmpty();
  }

  @Test
  @Order(2)
  @DisplayName("SBX-06 a healthy start warns of nothing, and a call leaves its lines and no number")
  void shouldLeaveLinesThatHelp() throws IOException {
    // Then
    SandboxLogs logs = SandboxLogs.read(FOLDER);
    assertThat(warnings).isEmpty();
    assertThat(logs.eventsOfCalls().values()).anyMatch(SandboxLogs.OF_A_WHOLE_CALL);
    assertThat(logs.lines()).noneMatch(line -> line.contains("+55"));
  }

  @Test
  @Order(2)
  @DisplayName("SBX-02 the printed status holds all that an outside client needs")
  void shouldTellWhatRuns() {
    // Then
    assertThat(told.path("state").asText()).isEqualTo("running");
    ToldStatus.isUrl(told.path("baseUrl"));
    ToldStatus.isUrl(told.path("webhookBaseUrl"));
    each(told.path("services"), 5, ToldStatus::isReadyService);
    assertThat(told.at("/kafka/bootstrapServers").asText()).matches("localhost:[0-9]+");
    each(told.path("postgres"), 4, ToldStatus::isDatabase);
    assertThat(names(told.path("postgres"))).isSubsetOf(names(told.path("services")));
    String keycloak = told.path("baseUrl").asText() + "/auth";
    assertThat(told.at("/keycloak/url").asText()).isEqualTo(keycloak);
    assertThat(told.at("/keycloak/tokenEndpoint").asText()).startsWith(keycloak + "/realms/ramal/");
    assertThat(
            client
                .anonymous()
                .get("/auth/realms/ramal/.well-known/openid-configuration")
                .expect(200)
                .json()
                .path("issuer")
                .asText())
        .isEqualTo(keycloak + "/realms/ramal");
    assertThat(told.at("/keycloak/realm").asText()).isEqualTo("ramal");
    assertThat(told.at("/keycloak/clientId").asText()).isEqualTo("ramal-sandbox");
    each(told.path("users"), 13, ToldStatus::isUser);
    each(told.path("connections"), 4, ToldStatus::isConnection);
    told.path("simulators").forEach(ToldStatus::isUrl);
    assertThat(names(told.path("simulators")))
        .contains("twilio", "telnyx", "rdstation", "slack", "control");
    assertThat(client.status().processes()).allMatch(process -> process.find().isPresent());
  }

  @Test
  @Order(2)
  @DisplayName("SBX-22 a service that is told to migrate and end does, with nothing but Postgres")
  void shouldMigrateAndEnd(@TempDir Path folder) throws Exception {
    // Given
    Service service = Service.CRM_SYNC_SERVICE;
    String server = client.status().postgres().get(service.id()).jdbcUrl();

    // When
    MigrationJob.Ended ended = MigrationJob.run(service, server, folder);

    // Then
    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.applied()).containsExactlyInAnyOrderElementsOf(MigrationJob.scripts(service));
    assertThat(ended.said()).doesNotContain("ERROR");
  }

  @Test
  @Order(2)
  @DisplayName("SBX-14 the dictionary of metrics and five running services say the same")
  void shouldCountWhatTheDictionarySays() throws Exception {
    // Then
    assertThat(new MonitoringStory(client.status()).contradictions()).isEmpty();
  }

  @Test
  @Order(2)
  @EnabledIf("dev.ramal.sandbox.monitoring.MonitoringProgram#isPromtoolHere")
  @DisplayName("SBX-14 promtool has nothing to say of what they tell")
  void shouldCountAsPrometheusWantsIt() throws Exception {
    // Then
    assertThat(new MonitoringStory(client.status()).lints()).isEmpty();
  }

  @Test
  @Order(2)
  @EnabledIf("dev.ramal.sandbox.monitoring.MonitoringProgram#isPrometheusHere")
  @DisplayName("SBX-18 a Prometheus reads all services, and its dashboards have something to show")
  void shouldBeSeenByPrometheus(@TempDir Path folder) throws Exception {
    // When
    MonitoringStory.Seen seen = new MonitoringStory(client.status()).seen(folder);

    // Then
    assertThat(seen.up()).isEqualTo(5);
    assertThat(seen.sickRules()).isEmpty();
    assertThat(seen.empty()).isEmpty();
    assertThat(seen.drawn()).hasSizeGreaterThan(60);
    assertThat(Set.copyOf(seen.drawn())).as("something of each dashboard").hasSize(8);
  }

  @Test
  @Order(2)
  @DisplayName("SBX-19 one trace leads from a carrier's callback to the line of the ledger")
  void shouldExportOneTraceFromCallbackToLedger() {
    // Given: traces that begin with callbacks, and that lines of the ledger were told with
    PublishedEvents published = new PublishedEvents(told.at("/kafka/bootstrapServers").asText());
    Set<String> whole = TracesOfEvents.of(published, "calls.provider-events.v1");
    whole.retainAll(TracesOfEvents.of(published, "billing.events.v1"));

    // Then
    assertThat(whole).isNotEmpty();
    Awaitility.await("the services export what they did")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(whole)
                    .anyMatch(
                        trace ->
                            traces
                                .services(trace)
                                .containsAll(
                                    Set.of(
                                        "call-service", "billing-service", "crm-sync-service"))));
    assertThat(traces.namesWith("+55")).isEmpty();
  }

  @Test
  @Order(2)
  @DisplayName(
      "SBX-21 a leg, a note and an entry of the ledger lead to one way through all services")
  void shouldSayWhy() {
    // Given
    IdsOfACall ids =
        IdsOfACall.of(new PublishedEvents(told.at("/kafka/bootstrapServers").asText()));
    Api operator = client.as("nina");

    // When
    Awaitility.await("what the story did is indexed")
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> {
              Api.Answer way = operator.get("/api/ops/why?id=" + ids.note());
              return way.status() == 200
                  && way.json().path("hops").findValuesAsText("event").contains("UsageRated");
            });
    List<JsonNode> ways =
        ids.all().stream()
            .map(id -> URLEncoder.encode(id, StandardCharsets.UTF_8))
            .map(id -> operator.get("/api/ops/why?id=" + id).expect(200).json())
            .toList();

    // Then
    assertThat(ways).extracting(way -> way.path("id").asText()).containsOnly(ids.call());
    assertThat(ways.get(0).findValuesAsText("service"))
        .contains("webhook-gateway", "call-service", "crm-sync-service", "billing-service");
    JsonNode hops = ways.get(0).path("hops");
    JsonNode hop =
        StreamSupport.stream(hops.spliterator(), false)
            .filter(each -> each.path("event").asText().equals("UsageRated"))
            .findFirst()
            .orElseThrow();
    while (hop.path("cause").isInt()) {
      hop = hops.get(hop.path("cause").asInt() - 1);
    }
    assertThat(hop.path("service").asText()).isIn("webhook-gateway", "call-service");
  }

  @Test
  @Order(2)
  @DisplayName("SBX-12 what RD Station told by itself was taken, of both organizations")
  void shouldTakeWhatTheCrmTells() {
    // When
    JsonNode webhooks = client.control().get("/callbacks?simulator=rdstation").expect(200).json();

    // Then
    assertThat(webhooks.findValuesAsText("event"))
        .contains("crm_contact_created", "crm_contact_updated", "crm_deal_created");
    assertThat(new TreeSet<>(webhooks.findValuesAsText("url"))).hasSize(2);
    assertThat(webhooks).allMatch(webhook -> webhook.path("status").asInt() == 204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"finance", "carriers", "frontend", "operations"})
  @Order(2)
  @DisplayName("SBX-07 the commands of a quickstart, one after the other, as they stand there")
  void shouldKeepWhatQuickstartsPromise(String role) throws Exception {
    // Given: they wait for calls to end
    pace(20);

    // When
    Run run = Quickstart.of(role).run(script);

    // Then
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains(Quickstart.of(role).promises());
  }

  @Test
  @Order(2)
  @EnabledIf("dev.ramal.sandbox.contract.TypeScriptClient#isPossible")
  @DisplayName("SBX-09 a client generated from the document is compiled, and calls")
  void shouldServeAGeneratedClient() throws Exception {
    // When
    Run run =
        Quickstart.at("docs/frontend/typescript/README.md")
            .run(
                script.with(Map.of("BASE", proxy.address(), "TMPDIR", script.output().toString())));

    // Then
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains(
            "placed and read a call to +5511987654321", "refused with 400 RAMAL-0400: recrod");
  }

  @Test
  @Order(3)
  @EnabledIf("dev.ramal.sandbox.browser.FrontendStory#isPossible")
  @DisplayName("SBX-05 the page of docs/frontend, in a browser, calls and follows its calls")
  void shouldServeAPageOfAnotherOrigin() throws IOException {
    // Given
    pace(6);

    // When: it logs in, calls, outlives its token and calls again
    Set<String> seen = new LinkedHashSet<>(FrontendStory.play(client, FRONTEND, proxy.address()));

    // Then
    assertThat(seen).filteredOn(line -> line.startsWith("accepted")).hasSize(2);
    assertThat(seen).filteredOn(line -> line.startsWith("completed")).hasSize(2);
    assertThat(seen).anyMatch(line -> line.startsWith("in-progress"));
  }

  @Test
  @Order(4)
  @DisplayName(
      "SBX-10 a day of callbacks again, shuffled, five times, late, gives the same ledger exports")
  void shouldExportTheSameOfTheSameDay() throws Exception {
    // Given
    pace(20);
    try (ReplayedDay day = ReplayedDay.begin(client)) {
      List<CarrierCallback> inOrder = day.callbacks();
      List<CarrierCallback> fiveTimes = new ArrayList<>();
      for (int time = 0; time < 5; time++) {
        fiveTimes.addAll(inOrder);
      }
      List<CarrierCallback> punctual = new ArrayList<>();
      List<CarrierCallback> late = new ArrayList<>();
      for (CarrierCallback callback : inOrder) {
        (punctual.size() > late.size() ? late : punctual).add(callback);
      }

      // When
      Map<String, Exported> once = day.happens(List.of(inOrder));
      Map<String, Exported> forgotten = day.happens(List.of());
      Map<String, Exported> shuffled = day.happens(List.of(shuffled(inOrder)));
      Map<String, Exported> repeated = day.happens(List.of(shuffled(fiveTimes)));
      Map<String, Exported> delayed = day.happens(List.of(shuffled(punctual), shuffled(late)));

      // Then
      assertThat(forgotten.values()).extracting(Exported::entries).containsOnly(0L);
      for (String organization : once.keySet()) {
        Exported first = once.get(organization);
        assertThat(first.csv().lines().filter(line -> line.startsWith("usage,")))
            .hasSizeGreaterThanOrEqualTo(ReplayedDay.usages());
        for (Map<String, Exported> again : List.of(shuffled, repeated, delayed)) {
          assertThat(again.get(organization).csv()).isEqualTo(first.csv());
          assertThat(again.get(organization).isSame(first)).as("the same bytes").isTrue();
          assertThat(again.get(organization).total()).isEqualTo(first.total());
        }
        assertThat(List.of(once, shuffled, repeated, delayed))
            .extracting(exported -> exported.get(organization).now())
            .as("what Twilio tells without a time is of today, and there once")
            .containsOnly("2 2");
      }
      assertThat(List.of(once, shuffled, repeated, delayed))
          .flatExtracting(Map::values)
          .extracting(Exported::entries)
          .as("what came late was booked as a correction")
          .anyMatch(entries -> entries > ReplayedDay.usages() + 3);
    }
  }

  /** The other carrier: {@code ./ramal chaos}. */
  @Test
  @Order(4)
  @DisplayName("SBX-03 call-service is killed in the middle of a call")
  void shouldSurviveACrashOfCallService() {
    // Given
    pace(4);

    // When
    Optional<Story.Failure> failure =
        CrashStory.of("twilio", callService::kill, callService::restart).play(client, System.out);

    // Then
    assertThat(failure).isEmpty();
  }

  @Test
  @Order(4)
  @DisplayName("SBX-32 a replica is told to end under load: no click fails, nobody is rung twice")
  void shouldLoseNothingWhenAReplicaEnds(@TempDir Path folder) throws Exception {
    // Given
    pace(20);

    // Then
    try (Replica second = Replica.packaged(Service.CALL_SERVICE, FOLDER, folder)) {
      ReplicaStory.endUnderLoad(client, second);
    }
  }

  /** A minute: {@code ./ramal test -Dramal.faults=true}. */
  @Test
  @Order(4)
  @FaultRun
  @EnabledIf("dev.ramal.sandbox.images.UnpackedImage#isPossible")
  @DisplayName(
      "SBX-41 an image runs as nobody, writes nothing, takes classes from its archive, ends well")
  void shouldRunOutOfAnImage(@TempDir Path folder) throws Exception {
    // Given
    pace(20);
    Run built = script.run("images", "call-service", "--tag", "story", "--to", folder.toString());
    assertThat(built.code()).as(built.out() + built.err()).isZero();

    // When
    UnpackedImage image = UnpackedImage.of(folder.resolve("call-service-story.tar"), folder);
    String shell = image.shell("echo $UID; echo > /app/x; echo > /tmp/x && echo written");

    // Then
    assertThat(shell.lines()).contains("1001", "written");
    assertThat(shell).contains("/app/x: Read-only file system");
    try (Replica replica = image.start(Service.CALL_SERVICE, FOLDER)) {
      assertThat(Files.readString(Path.of("/proc/" + replica.process().pid() + "/maps")))
          .contains("/app/app-cds.jsa");
      ReplicaStory.endUnderLoad(client, replica);
    }
  }

  @Test
  @Order(4)
  @DisplayName(
      "SBX-26 messaging-service is killed in the middle of a redrive: no letter is lost, none comes"
          + " under another id, those of a key in order, and the request is answered as it was")
  void shouldSurviveACrashInARedrive() {
    // When
    KilledRedrive redrive = KilledRedrive.play(client, messaging::kill, messaging::restart);

    // Then
    assertThat(redrive.before()).as("killed in the middle").isLessThan(KilledRedrive.LETTERS);
    assertThat(Set.copyOf(redrive.ids())).hasSize(KilledRedrive.LETTERS);
    assertThat(redrive.ids())
        .as("what the relay had not heard of comes again, and nothing else")
        .hasSizeLessThanOrEqualTo(KilledRedrive.LETTERS + KilledRedrive.MOST_REPEATED);
    assertThat(redrive.disorder()).isEmpty();
    assertThat(redrive.answer().status()).isEqualTo(201);
    assertThat(redrive.answer().headers()).containsEntry("Idempotency-Replayed", "true");
    assertThat(redrive.answer().json().path("letters").asInt()).isEqualTo(KilledRedrive.LETTERS);
  }

  @Test
  @Order(5)
  @DisplayName("SBX-08 examples are taken; all that was answered and told is what is published")
  void shouldKeepToItsDocuments() {
    // When
    List<String> disappointments = new ExampleRequests(client).disappointments();
    new PublishedEvents(told.at("/kafka/bootstrapServers").asText()).tell(judge);

    // Then
    assertThat(disappointments).isEmpty();
    assertThat(DONE_TO_CALLS)
        .as("the story, and nothing else, plays these")
        .filteredOn(judge.unplayed()::contains)
        .isEmpty();
    assertThat(judge.answered()).isGreaterThan(200);
    assertThat(judge.told()).isGreaterThan(100);
  }

  /** It waits for a minute: {@code ./ramal test -Dramal.faults=true}. */
  @Test
  @Order(6)
  @EnabledIfSystemProperty(named = "ramal.faults", matches = "true")
  @DisplayName("SBX-30 Kafka hangs: who reads is served, carriers hear 503, and nothing is lost")
  void shouldServeWhoReadsWhileKafkaIsAway() throws Exception {
    // Given
    KafkaAway away = KafkaAway.begin(client);
    HttpResponse<String> refused;
    Map<String, Integer> ready;
    Map<String, Integer> live;
    try {
      refused = away.callback("aurora", STRANGER);

      // When: for longer than each client waits for an answer
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ofSeconds(45))
          .until(() -> true);
      ready = away.health("ready");
      live = away.health("live");
      client.as("ana").get("/api/calls").expect(200);
      client.as("olga").get("/api/alerts").expect(200);
      client.as("davi").get("/api/billing/summary").expect(200);
    } finally {
      away.close();
    }

    // Then
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(ready).hasSize(5);
    assertThat(ready.values()).containsOnly(200);
    assertThat(live.values()).containsOnly(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> away.callback("aurora", STRANGER).statusCode() == 204);
  }

  @Test
  @Order(7)
  @DisplayName("SBX-04 down ends everything that was started")
  void shouldLeaveNothingBehind() throws Exception {
    // When
    Run down = script.run("down");

    // Then
    assertThat(down.code()).isZero();
    assertThat(down.out()).isEqualTo("The sandbox has stopped.\n");
    List<RunningProcess> started = client.status().processes();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(started).noneMatch(process -> process.find().isPresent()));
    Run status = script.run("status", "--json");
    assertThat(status.code()).isEqualTo(3);
    assertThat(StateJson.mapper().readTree(status.out()))
        .as("no address or secret of what is no more")
        .isEqualTo(StateJson.mapper().createObjectNode().put("state", "stopped"));
  }

  private static List<CarrierCallback> shuffled(List<CarrierCallback> callbacks) {
    List<CarrierCallback> shuffled = new ArrayList<>(callbacks);
    Collections.shuffle(shuffled, new Random(10));
    return shuffled;
  }

  /** So many times faster do simulated calls pass. */
  private static void pace(int factor) {
    client.control().put("/clock", Map.of("pace", "accelerated", "factor", factor)).expect(200);
  }

  private static void each(JsonNode nodes, int count, Consumer<JsonNode> check) {
    assertThat(nodes).hasSize(count);
    nodes.forEach(check);
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Maven has just packaged everything; the script must not start another Maven inside of it. */
  private static void keepFromBuilding() throws IOException {
    Files.setLastModifiedTime(Path.of("target/sandbox.jar"), FileTime.from(Instant.now()));
  }
}
