package dev.ramal.calls.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.BlocklistImported;
import dev.ramal.events.calls.CallDenied;
import dev.ramal.events.calls.CallRequested;
import dev.ramal.events.calls.NumberBlocked;
import dev.ramal.events.calls.NumberUnblocked;
import dev.ramal.events.crm.ContactConsentDeclined;
import dev.ramal.events.crm.ContactConsentGranted;
import dev.ramal.events.messages.ContactOptedIn;
import dev.ramal.events.messages.ContactOptedOut;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
class PermissionTest {
  private static final Postgres CALLS = Postgres.database("calls");

  private final CallApi ana = CallApi.as("ana");
  private final CallApi bruno = CallApi.as("bruno");
  private final CallApi breno = CallApi.as("breno");
  private final CallApi bia = CallApi.as("bia");

  /** No other test calls it. */
  private final String lead =
      "+55119%08d".formatted(Math.abs(UUID.randomUUID().hashCode()) % 100_000_000);

  @BeforeEach
  void connect() {
    for (String admin : List.of("carla", "bia")) {
      Connections.twilio(admin);
      Connections.telnyx(admin);
    }
  }

  @AfterEach
  void allow() {
    settingsOf(
        "bia",
        Map.of(
            "concurrentCalls", 0, "callsPerSecond", 0, "attemptsPerDay", 0, "attemptsPerWeek", 0));
    settings(
        Map.of(
            "callingHours",
            false,
            "attemptsPerDay",
            0,
            "attemptsPerWeek",
            0,
            "concurrentCalls",
            0,
            "callsPerSecond",
            0,
            "optOuts",
            true,
            "doNotCall",
            List.of("nao-me-perturbe", "procon")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-350 a call that is not permitted rings nobody and is kept with its reason")
  void shouldRefuseABlockedNumberAndKeepTheDeniedCall(String carrier) {
    // Given
    String key = UUID.randomUUID().toString();
    Map<String, String> click = Map.of("to", lead, "carrier", carrier);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      block(ana, lead, "pediu").then().statusCode(201);

      // When
      Response refused = ana.dial(click, key);
      Response again = ana.dial(click, key);
      String other = breno.dials(click);

      // Then
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.contentType()).startsWith("application/problem+json");
      assertThat(refused.<String>path("code")).isEqualTo("CALLS-0310");
      assertThat(refused.<String>path("rule")).isEqualTo("blocklist");
      assertThat(refused.<String>path("version")).isEqualTo("manual");
      assertThat(refused.<String>path("evidence")).contains(lead, "pediu");
      assertThat(again.asString()).isEqualTo(refused.asString());
      assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
      String denied = refused.path("callId");
      assertThat(ana.status(denied)).isEqualTo("denied");
      assertThat(CALLS.count("calls where tenant = 'aurora' and to_number = ?", lead)).isEqualTo(1);
      assertThat(CALLS.count("jobs where subject = ?", denied)).isZero();
      CallDenied told = probe.await(CallDenied.class, denied);
      assertThat(told.rule()).isEqualTo("blocklist");
      assertThat(told.evidence()).isEqualTo(refused.<String>path("evidence"));
      probe.await(CallRequested.class, other);
      assertThat(probe.all(Tenants.AURORA, CallRequested.class))
          .noneMatch(record -> record.json().contains(denied));
      assertThat(ana.request().get("/api/calls?status=denied").asString()).contains(denied);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-351 who is blocked and let go again is told of, and is called again")
  void shouldTellOfWhoIsBlockedAndLetThemGoAgain(String carrier) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      block(ana, lead, "pediu").then().statusCode(201);
      NumberBlocked blocked = probe.await(NumberBlocked.class, lead);

      // When
      int byAna = ana.request().delete("/api/blocklist/" + lead).statusCode();
      int byBoreal = bia.request().delete("/api/blocklist/" + lead).statusCode();
      int byBruno = bruno.request().delete("/api/blocklist/" + lead).statusCode();
      int again = bruno.request().delete("/api/blocklist/" + lead).statusCode();

      // Then
      assertThat(blocked.source()).isEqualTo("manual");
      assertThat(blocked.reason()).isEqualTo("pediu");
      assertThat(List.of(byAna, byBoreal, byBruno, again)).containsExactly(403, 404, 204, 404);
      assertThat(probe.await(NumberUnblocked.class, lead).source()).isEqualTo("manual");
      assertThat(ask(ana, lead).<Boolean>path("allowed")).isTrue();
      ana.dials(Map.of("to", lead, "carrier", carrier));
    }
  }

  @ParameterizedTest
  @CsvSource({"bruno, ana, breno, boreal, twilio", "bia, breno, ana, aurora, telnyx"})
  @DisplayName("CALL-352 a list of many thousands is imported in sets, and again changes nothing")
  void shouldImportAListOfThousandsOnce(
      String manager, String caller, String stranger, TenantId others, String carrier) {
    // Given
    CallApi importer = CallApi.as(manager);
    CallApi by = CallApi.as(caller);
    CallApi other = CallApi.as(stranger);
    int many = ChangeBlocklist.SET * 2 + 7;
    String area = lead.substring(0, 9);
    String file =
        IntStream.range(0, many)
            .mapToObj("%05d"::formatted)
            .map(n -> area + n)
            .collect(Collectors.joining("\n", "numero\n", "\n"));
    String listed = area + "00003";
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {

      // When
      Response first = importFile(importer, Map.of("csv", file, "source", "procon"));
      Response second = importFile(importer, Map.of("csv", file, "source", "procon"));
      Response later =
          importFile(
              importer,
              Map.of("csv", listed, "source", "procon", "effectiveFrom", "2099-01-01T00:00:00Z"));

      // Then
      assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
      assertThat(first.<Integer>path("changed")).isEqualTo(many);
      assertThat(second.<Integer>path("changed")).isZero();
      assertThat(later.<Integer>path("changed")).isEqualTo(1);
      assertThat(ask(by, listed).<Boolean>path("allowed")).as("not yet").isTrue();
      Response verdict = ask(by, area + "00004");
      assertThat(verdict.<String>path("rules.find { it.outcome == 'denied' }.rule"))
          .isEqualTo("do-not-call");
      assertThat(ask(other, area + "00004").<Boolean>path("allowed")).isTrue();
      assertThat(
              Stream.of(ChangeBlocklist.SET, 7, 1)
                  .map(changed -> imported(probe, changed))
                  .map(BlocklistImported::source))
          .containsOnly("procon");
      assertThat(probe.all(others, BlocklistImported.class)).isEmpty();
      assertThat(
              CALLS.count(
                  "blocked_numbers where number like ? and tenant = ?", area + "%", others.value()))
          .isZero();
      assertThat(other.request().get("/api/blocklist?source=procon").asString())
          .doesNotContain(area);
      Response refused = by.dial(Map.of("to", area + "00004", "carrier", carrier), null);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.<String>path("rule")).isEqualTo("do-not-call");
      assertThat(other.call(refused.path("callId")).statusCode()).isEqualTo(404);
      Response page = by.request().get("/api/blocklist?source=procon&limit=3");
      assertThat(page.<List<?>>path("items")).hasSize(3);
      assertThat(by.request().get("/api/blocklist?cursor=" + page.path("next")).statusCode())
          .isEqualTo(200);
      CALLS.execute("delete from blocked_numbers where source = 'procon'");
    }
  }

  @ParameterizedTest
  @CsvSource({"bruno, ana, carla", "bia, breno, bia"})
  @DisplayName("CALL-353 nothing of a file with a bad line is stored, and each bad field is named")
  void shouldNameBadFields(String manager, String caller, String administrator) {
    // Given
    CallApi importer = CallApi.as(manager);
    CallApi by = CallApi.as(caller);

    // When
    Response file = importFile(importer, Map.of("csv", lead + "\nnobody"));
    Response manual = importFile(importer, Map.of("csv", lead, "source", "manual"));
    Response sales = by.request().body(Map.of("csv", lead)).post("/api/blocklist/import");
    Response range = block(by, "+5511*", null);
    Response number = block(by, "nobody", null);
    Response past =
        by.request()
            .body(Map.of("number", lead, "expiresAt", "2020-01-01T00:00:00Z"))
            .post("/api/blocklist");
    Response far =
        by.request()
            .body(Map.of("number", lead, "effectiveFrom", "+10000-01-01T00:00:00Z"))
            .post("/api/blocklist");
    Response farFile = importFile(importer, Map.of("csv", lead + ";;+10000-01-01T00:00:00Z"));
    Response farQuestion =
        by.request()
            .body(Map.of("to", lead, "at", "+10000-01-01T00:00:00Z"))
            .post("/api/calls/permission");
    Response settings =
        CallApi.as(administrator)
            .request()
            .body(
                Map.of(
                    "shortCalls",
                    "later",
                    "attemptsPerDay",
                    -1,
                    "hours",
                    List.of(Map.of("state", "XX", "weekdays", "9-18"))))
            .put("/api/settings/permission");

    // Then
    assertThat(file.statusCode()).isEqualTo(400);
    assertThat(file.<List<String>>path("errors.field")).containsExactly("line 2.number");
    assertThat(manual.<List<String>>path("errors.field")).containsExactly("source");
    assertThat(sales.statusCode()).isEqualTo(403);
    assertThat(range.<List<String>>path("errors.field")).containsExactly("number");
    assertThat(number.<String>path("code")).isEqualTo("CALLS-0311");
    assertThat(past.<List<String>>path("errors.field")).containsExactly("expiresAt");
    assertThat(far.<List<String>>path("errors.field")).containsExactly("effectiveFrom");
    assertThat(farFile.<List<String>>path("errors.field")).containsExactly("line 1.effectiveFrom");
    assertThat(farQuestion.<List<String>>path("errors.field")).containsExactly("at");
    assertThat(settings.<String>path("code")).isEqualTo("CALLS-0314");
    assertThat(settings.<List<String>>path("errors.field"))
        .containsExactlyInAnyOrder(
            "shortCalls", "attemptsPerDay", "hours[0].state", "hours[0].weekdays");
    assertThat(CALLS.count("blocked_numbers where number = ?", lead)).isZero();
  }

  @Test
  @DisplayName("CALL-483 who may not unblock cannot let an entry end earlier or begin later")
  void shouldLetOnlyWhoMayUnblockWeakenAnEntry() {
    // Given
    block(bruno, lead, "said so").then().statusCode(201);

    // When
    Response later =
        ana.request()
            .body(Map.of("number", lead, "effectiveFrom", "2099-01-01T00:00:00Z"))
            .post("/api/blocklist");
    Response shorter =
        ana.request()
            .body(Map.of("number", lead, "expiresAt", Instant.now().plusSeconds(2).toString()))
            .post("/api/blocklist");
    Response again = block(ana, lead, "said so again");
    Response verdict = ask(ana, lead);
    Response byManager =
        bruno
            .request()
            .body(Map.of("number", lead, "effectiveFrom", "2099-01-01T00:00:00Z"))
            .post("/api/blocklist");

    // Then
    assertThat(later.statusCode()).isEqualTo(403);
    assertThat(later.<String>path("code")).isEqualTo("CALLS-0315");
    assertThat(shorter.<String>path("code")).isEqualTo("CALLS-0315");
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(denial(verdict)).isEqualTo("blocklist");
    assertThat(byManager.statusCode()).isEqualTo(201);
    assertThat(denial(ask(ana, lead))).isNull();
    assertThat(denial(ask(breno, lead))).isNull();
  }

  @Test
  @DisplayName("CALL-809 a number that is blocked again keeps the reason that nobody changes")
  void shouldKeepTheReasonThatNobodyChanges() {
    // Given
    block(bruno, lead, "ordem judicial").then().statusCode(201);
    block(breno, lead, null).then().statusCode(201);
    importFile(Map.of("csv", lead + ";carta", "source", "procon")).then().statusCode(200);

    // When
    Response bySales = block(ana, lead, null);
    Response byFile = importFile(Map.of("csv", lead, "source", "procon"));
    Response reworded = block(ana, lead, "pediu");

    // Then
    assertThat(bySales.statusCode()).isEqualTo(201);
    assertThat(bySales.<String>path("reason")).isEqualTo("ordem judicial");
    assertThat(bySales.<String>path("blockedBy"))
        .as("nothing has changed")
        .isEqualTo(bruno.request().get("/api/agents/me").<String>path("userId"));
    assertThat(reworded.<String>path("reason")).isEqualTo("pediu");
    assertThat(byFile.<Integer>path("changed")).isZero();
    assertThat(CALLS.count("blocked_numbers where number = ? and reason = 'carta'", lead))
        .isEqualTo(1);
    assertThat(CALLS.count("blocked_numbers where number = ? and reason is null", lead))
        .as("another organization's")
        .isEqualTo(1);
  }

  @Test
  @DisplayName("CALL-354 a range is blocked by its beginning, in every organization by itself")
  void shouldBlockARange() {
    // Given
    String range = lead.substring(0, 11) + "*";
    block(bruno, range, "faixa").then().statusCode(201);

    // When
    Response inside = ask(ana, lead);
    Response other = ask(breno, lead);

    // Then
    assertThat(inside.<Boolean>path("allowed")).isFalse();
    assertThat(inside.<String>path("rules[0].evidence")).contains(range);
    assertThat(other.<Boolean>path("allowed")).isTrue();
    bruno.request().delete("/api/blocklist/" + range).then().statusCode(204);
    assertThat(ask(ana, lead).<Boolean>path("allowed")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio", "telnyx"})
  @DisplayName("CALL-355 what a call was judged on is kept, and gives the same verdict later")
  void shouldGiveTheSameVerdictLater(String carrier) {
    // Given
    block(ana, lead, "pediu").then().statusCode(201);
    settings(Map.of("callingHours", true, "attemptsPerDay", 3));
    String denied = ana.dial(Map.of("to", lead, "carrier", carrier), null).path("callId");
    settings(Map.of("callingHours", false, "attemptsPerDay", 0));
    bruno.request().delete("/api/blocklist/" + lead).then().statusCode(204);
    String allowed = ana.dials(Map.of("to", lead, "carrier", carrier));

    // When
    List<Map<String, Object>> kept =
        CALLS.rows(
            "select v.input, v.verdict, s.settings from permission_verdicts v"
                + " left join permission_settings s on s.tenant = v.tenant"
                + " and s.version = cast(v.input::json ->> 'settingsVersion' as int)"
                + " where v.call_id in (?, ?)",
            denied,
            allowed);

    // Then
    assertThat(kept)
        .hasSize(2)
        .allSatisfy(
            row -> {
              PermissionInput input =
                  EventJson.read((String) row.get("input"), PermissionInput.class);
              PermissionSettings settings =
                  EventJson.read((String) row.get("settings"), PermissionSettings.class);
              assertThat(EventJson.write(JudgeCall.judge(input, settings)))
                  .isEqualTo(row.get("verdict"));
            });
    Response why = ana.request().get("/api/calls/" + denied + "/permission");
    assertThat(why.<List<String>>path("rules.rule"))
        .contains("blocklist", "calling-hours", "holiday", "attempts");
    assertThat(ana.request().get("/api/calls/" + allowed + "/permission").<Boolean>path("allowed"))
        .isTrue();
    assertThat(breno.request().get("/api/calls/" + denied + "/permission").statusCode())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("CALL-356 opt-outs from messages count at once, in whichever order they come")
  void shouldNotCallWhoWantsNoMessages() {
    // Given
    Instant now = Instant.now();
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {

      // When
      Event<?> out = said(Tenants.AURORA, out(now.minusSeconds(10)));
      probe.send(said(Tenants.BOREAL, in(now.minusSeconds(5))));
      probe.send(said(Tenants.BOREAL, out(now.minusSeconds(10))));
      probe.send(out);
      probe.send(out);
      probe.send(said(Tenants.AURORA, in(now.minusSeconds(15))));

      // Then
      await().atMost(Duration.ofSeconds(30)).until(() -> "opt-out".equals(denial(ask(ana, lead))));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  CALLS.count(
                          "contact_opt_outs where tenant = 'boreal' and number = ? and in_at >"
                              + " out_at",
                          lead)
                      == 1);
      assertThat(ask(breno, lead).<Boolean>path("allowed")).isTrue();
      probe.send(said(Tenants.AURORA, in(now.plusSeconds(9))));
      Instant later = now.plusSeconds(10);
      await().atMost(Duration.ofSeconds(30)).until(() -> denial(askAt(ana, lead, later)) == null);
    }
  }

  @ParameterizedTest
  @CsvSource({"bruno, breno, aurora, TWILIO", "breno, ana, boreal, TELNYX"})
  @DisplayName("CALL-356 opt-outs from messages count at once, in whichever order they come")
  void shouldNotCallWhoHasJustOptedOut(
      String caller, String stranger, String tenant, Carrier carrier) {
    // Given
    Instant ahead = Instant.now().plus(Duration.ofMinutes(10));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {

      // When
      probe.send(
          said(
              TenantId.of(tenant),
              new ContactOptedOut(lead, Channel.SMS, carrier, null, null, ahead)));
      probe.send(said(TenantId.of(tenant), in(Instant.now())));

      // Then
      await().until(() -> "opt-out".equals(denial(ask(CallApi.as(caller), lead))));
      assertThat(denial(ask(CallApi.as(stranger), lead))).isNull();
    }
  }

  @Test
  @DisplayName("CALL-818 who declines in the CRM is not called, whatever comes late or twice")
  void shouldNotCallWhoDeclinesInTheCrm() {
    // Given
    String contact = UUID.randomUUID().toString();
    Instant now = Instant.now();
    List<String> both = List.of(lead, lead.replaceFirst("(\\+55..)9", "$1"));
    settings(Map.of("optOuts", false));
    try (TopicProbe probe = TopicProbe.on(Topics.CRM)) {

      // When
      Event<?> declined = heard(Tenants.AURORA, declined(contact, both, now.minusSeconds(10)));
      probe.send(declined);
      probe.send(declined);
      probe.send(heard(Tenants.AURORA, granted(contact, now.minusSeconds(20))));

      // Then
      await().until(() -> "consent".equals(denial(ask(ana, lead))));
      assertThat(denial(ask(breno, lead))).isNull();
      Response refused = ana.dial(Map.of("to", lead), null);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.<String>path("code")).isEqualTo("CALLS-0310");
      assertThat(refused.<String>path("rule")).isEqualTo("consent");
      assertThat(refused.<String>path("version")).isEqualTo("rdstation");
      assertThat(refused.<String>path("evidence"))
          .contains(contact, "rdstation", "t-1", now.minusSeconds(10).toString().substring(0, 19));
      probe.send(heard(Tenants.AURORA, granted(contact, now)));
      await().until(() -> denial(ask(ana, lead)) == null);
    }
  }

  @Test
  @DisplayName("CALL-819 a number that its contact holds no more is free; another contact's is not")
  void shouldFreeANumberThatWasTakenFromTheContact() {
    // Given
    String first = UUID.randomUUID().toString();
    String second = UUID.randomUUID().toString();
    String kept = lead.replaceFirst("\\+5511", "+5521");
    Instant now = Instant.now();
    try (TopicProbe probe = TopicProbe.on(Topics.CRM)) {
      probe.send(heard(Tenants.AURORA, declined(second, List.of(lead), now.minusSeconds(9))));
      await().until(() -> "consent".equals(denial(ask(ana, lead))));

      // When
      probe.send(heard(Tenants.AURORA, declined(first, List.of(kept), now.minusSeconds(5))));
      probe.send(heard(Tenants.AURORA, declined(first, List.of(lead, kept), now.minusSeconds(7))));
      await().until(() -> "consent".equals(denial(ask(ana, kept))));
      probe.send(heard(Tenants.AURORA, granted(second, now.minusSeconds(3))));

      // Then
      await().until(() -> denial(ask(ana, lead)) == null);
      assertThat(denial(ask(ana, kept))).isEqualTo("consent");
      probe.send(heard(Tenants.AURORA, granted(first, now)));
      await().until(() -> denial(ask(ana, kept)) == null);
    }
  }

  @ParameterizedTest
  @CsvSource({"bia, breno, ana, boreal, twilio", "carla, ana, breno, aurora, telnyx"})
  @DisplayName("CALL-357 of many clicks at once no more are taken than the organization allows")
  void shouldKeepTheCapsOfTheOrganization(
      String administrator, String caller, String stranger, String tenant, String carrier) {
    // Given
    CallApi admin = CallApi.as(administrator);
    await("no command of the organization is under way")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                CALLS.count(
                        "jobs where tenant = ? and queue = 'carrier-commands'"
                            + " and state in ('WAITING', 'RUNNING')"
                            + " and due_at < now() + interval '1 minute'",
                        tenant)
                    == 0);
    CALLS.execute(
        "update calls set status = 'FAILED' where tenant = ? and status in ('REQUESTED',"
            + " 'DIALING', 'DIALING_UNKNOWN', 'RINGING', 'IN_PROGRESS', 'HELD')",
        tenant);
    settingsOf(administrator, Map.of("concurrentCalls", 2));
    IntStream.range(0, 12).forEach(n -> EnteredAgents.of(tenant, "capped-" + n));

    // When
    List<CompletableFuture<Response>> clicks =
        IntStream.range(0, 12)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () ->
                            admin.dial(
                                Map.of("to", lead, "carrier", carrier, "agentId", "capped-" + n),
                                null)))
            .toList();
    List<Response> answers = clicks.stream().map(CompletableFuture::join).toList();

    // Then
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(2);
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 403))
        .hasSize(10)
        .allSatisfy(
            answer -> assertThat(answer.<String>path("rule")).isEqualTo("concurrent-calls"));
    assertThat(denial(ask(CallApi.as(caller), lead))).isEqualTo("concurrent-calls");
    CallApi other = CallApi.as(stranger);
    assertThat(denial(ask(other, lead))).isNull();
    for (Response answer : answers) {
      String id = answer.path(answer.statusCode() == 201 ? "id" : "callId");
      assertThat(other.call(id).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"carla, ana, breno, twilio", "bia, breno, ana, telnyx"})
  @DisplayName("CALL-358 a person is rung as often as the organization allows")
  void shouldCountHowOftenAPersonWasRung(
      String administrator, String caller, String stranger, String carrier) {
    // Given
    CallApi by = CallApi.as(caller);
    CallApi other = CallApi.as(stranger);
    settingsOf(administrator, Map.of("attemptsPerDay", 1));
    String first = by.dials(Map.of("to", lead, "carrier", carrier));

    // When
    Response underWay = ask(by, lead);
    // What the carrier answers would otherwise change the call after us.
    by.awaitLeg(first, "agent");
    CALLS.execute("update calls set status = 'CANCELED' where id = ?", first);
    Response agentOnly = ask(by, lead);
    CALLS.execute(
        "update calls set lead_call_id = ?, status = 'NO_ANSWER' where id = ?",
        UUID.randomUUID().toString(),
        first);
    Response second = by.dial(Map.of("to", lead, "carrier", carrier), null);

    // Then
    assertThat(denial(underWay)).as("it is about to ring").isEqualTo("attempts");
    assertThat(denial(agentOnly)).as("only the agent was rung").isNull();
    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(second.<String>path("rule")).isEqualTo("attempts");
    assertThat(second.<String>path("evidence")).contains("1 times in 24 hours");
    assertThat(denial(ask(other, lead))).isNull();
    assertThat(other.call(first).statusCode()).isEqualTo(404);
    assertThat(other.call(second.path("callId")).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, breno, aurora, twilio", "bia, bia, ana, boreal, telnyx"})
  @DisplayName("CALL-831 no more are called in a second, or a person in a week, than is allowed")
  void shouldKeepTheCapsOfASecondAndOfAWeek(
      String admin, String caller, String stranger, String tenant, String carrier) {
    // Given
    CallApi by = CallApi.as(caller);
    CallApi other = CallApi.as(stranger);
    String agent = "paced-" + UUID.randomUUID() + "-";
    IntStream.range(0, 6).forEach(n -> EnteredAgents.of(tenant, agent + n));
    await("the second of other tests' calls is over")
        .until(
            () ->
                CALLS.count(
                        "calls where tenant = ? and requested_at > now() - interval '1 second'",
                        tenant)
                    == 0);
    settingsOf(admin, Map.of("callsPerSecond", 1));

    // When
    List<CompletableFuture<Response>> clicks =
        IntStream.range(0, 6)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () ->
                            by.dial(
                                Map.of("to", lead, "carrier", carrier, "agentId", agent + n),
                                null)))
            .toList();
    List<Response> answers = clicks.stream().map(CompletableFuture::join).toList();

    // Then
    List<String> taken =
        answers.stream()
            .filter(answer -> answer.statusCode() == 201)
            .map(answer -> answer.<String>path("id"))
            .toList();
    assertThat(taken).isNotEmpty().hasSizeLessThan(answers.size());
    assertThat(answers.stream().filter(answer -> answer.statusCode() != 201))
        .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(403))
        .allSatisfy(
            answer -> assertThat(answer.<String>path("rule")).isEqualTo("calls-per-second"));
    assertThat(
            CALLS.count(
                "calls a join calls b on b.tenant = a.tenant and b.id > a.id"
                    + " and b.to_number = a.to_number and b.status <> 'DENIED'"
                    + " and abs(extract(epoch from b.requested_at - a.requested_at)) < 1"
                    + " where a.to_number = ? and a.status <> 'DENIED'",
                lead))
        .as("no two of them within a second")
        .isZero();
    assertThat(denial(ask(other, lead))).isNull();

    // When
    settingsOf(admin, Map.of("callsPerSecond", 0, "attemptsPerWeek", taken.size()));
    taken.forEach(id -> by.awaitLeg(id, "agent"));
    CALLS.execute(
        "update calls set status = 'NO_ANSWER', lead_call_id = id,"
            + " requested_at = now() - interval '6 days' where to_number = ?",
        lead);
    Response inTheWeek = by.dial(Map.of("to", lead, "carrier", carrier), null);
    CALLS.execute(
        "update calls set requested_at = now() - interval '8 days' where to_number = ?", lead);

    // Then
    assertThat(inTheWeek.statusCode()).isEqualTo(403);
    assertThat(inTheWeek.<String>path("rule")).isEqualTo("attempts");
    assertThat(inTheWeek.<String>path("evidence")).contains("times in 7 days");
    assertThat(denial(ask(other, lead))).isNull();
    assertThat(denial(ask(by, lead))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"carla, ana, breno, twilio", "bia, breno, ana, telnyx"})
  @DisplayName("CALL-832 hours of a state and days off are those that the organization has set")
  void shouldObeyTheHoursAndDaysOffOfTheOrganization(
      String admin, String caller, String stranger, String carrier) {
    // Given
    CallApi by = CallApi.as(caller);
    CallApi other = CallApi.as(stranger);
    String mineiro = lead.replace("+5511", "+5531");
    String manauara = lead.replace("+5511", "+5592");
    Instant evening = Instant.parse("2026-03-11T22:30:00Z");
    LocalDate today = LocalDate.now(ZoneId.of("America/Sao_Paulo"));
    Map<String, Object> usual = Map.of("weekdays", "09:00-21:00", "notOnHolidays", true);
    Map<String, Object> ofSp =
        Map.of("state", "SP", "weekdays", "09:00-18:00", "notOnHolidays", true);
    Map<String, Object> ofAm =
        Map.of("state", "AM", "weekdays", "09:00-18:00", "notOnHolidays", true);
    try {
      // When
      settingsOf(admin, Map.of("callingHours", true, "hours", List.of(usual, ofSp, ofAm)));

      // Then
      assertThat(denial(askAt(by, lead, evening))).as("19:30").isEqualTo("calling-hours");
      assertThat(denial(askAt(by, mineiro, evening))).as("till nine in other states").isNull();
      assertThat(denial(askAt(by, manauara, evening))).as("18:30 there").isEqualTo("calling-hours");
      assertThat(denial(askAt(by, manauara, evening.minusSeconds(3600)))).as("17:30").isNull();
      assertThat(denial(askAt(by, mineiro, Instant.parse("2026-11-20T15:00:00Z"))))
          .as("national since 2024")
          .isEqualTo("holiday");
      assertThat(denial(askAt(other, lead, evening))).isNull();

      // When
      settingsOf(
          admin,
          Map.of(
              "callingHours",
              false,
              "daysOff",
              Stream.of(today.minusDays(1), today, today.plusDays(1))
                  .map(day -> Map.of("date", day.toString(), "name", "Feira"))
                  .toList()));
      Response refused = by.dial(Map.of("to", lead, "carrier", carrier), null);

      // Then
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.<String>path("rule")).isEqualTo("holiday");
      assertThat(refused.<String>path("evidence")).contains("Feira");
      assertThat(CALLS.count("jobs where subject = ?", refused.<String>path("callId"))).isZero();
      other.dials(Map.of("to", lead, "carrier", carrier));
    } finally {
      settingsOf(
          admin,
          Map.of(
              "callingHours",
              false,
              "hours",
              PermissionSettings.DEFAULT.hours(),
              "daysOff",
              List.of()));
    }
  }

  private static Response block(CallApi by, String number, String reason) {
    Map<String, Object> body = new HashMap<>();
    body.put("number", number);
    if (reason != null) {
      body.put("reason", reason);
    }
    return by.request().body(body).post("/api/blocklist");
  }

  private static BlocklistImported imported(TopicProbe probe, int changed) {
    return probe
        .await(
            changed + " entries",
            r ->
                r.is(BlocklistImported.class)
                    && r.data(BlocklistImported.class).changed() == changed)
        .data(BlocklistImported.class);
  }

  private Response importFile(Map<String, ?> file) {
    return importFile(bruno, file);
  }

  private static Response importFile(CallApi by, Map<String, ?> file) {
    return by.request().body(file).post("/api/blocklist/import");
  }

  private static Response ask(CallApi by, String to) {
    return by.request().body(Map.of("to", to)).post("/api/calls/permission");
  }

  private static Response askAt(CallApi by, String to, Instant at) {
    return by.request().body(Map.of("to", to, "at", at.toString())).post("/api/calls/permission");
  }

  private static String denial(Response verdict) {
    assertThat(verdict.statusCode()).as(verdict.asString()).isEqualTo(200);
    return verdict.path("rules.find { it.outcome == 'denied' }?.rule");
  }

  private static void settings(Map<String, ?> changed) {
    settingsOf("carla", changed);
  }

  private static void settingsOf(String admin, Map<String, ?> changed) {
    CallApi.as(admin)
        .request()
        .body(changed)
        .put("/api/settings/permission")
        .then()
        .statusCode(200);
  }

  private ContactOptedOut out(Instant at) {
    return new ContactOptedOut(lead, Channel.SMS, Carrier.TWILIO, null, null, at);
  }

  private ContactOptedIn in(Instant at) {
    return new ContactOptedIn(lead, Channel.SMS, at);
  }

  private static ContactConsentDeclined declined(String contact, List<String> numbers, Instant at) {
    return new ContactConsentDeclined("rdstation", contact, numbers, "t-1", at);
  }

  private static ContactConsentGranted granted(String contact, Instant at) {
    return new ContactConsentGranted("rdstation", contact, "t-2", at);
  }

  /** Each with a key of its own: of one contact they may come in any order. */
  private static Event<?> heard(TenantId tenant, Record data) {
    String id = UUID.randomUUID().toString();
    return new Event<>(
        id,
        "/crm-sync-service",
        id,
        Instant.now(),
        tenant,
        null,
        Topics.CRM,
        tenant + ":" + id,
        data);
  }

  private static Event<?> said(TenantId tenant, Record data) {
    String id = UUID.randomUUID().toString();
    return new Event<>(
        id,
        "/messaging-service",
        id,
        Instant.now(),
        tenant,
        null,
        Topics.MESSAGES,
        tenant + ":" + id,
        data);
  }
}
