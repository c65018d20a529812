package dev.ramal.billing.estimates;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.metering.OverdueCostRepository.COUNTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.InvoicedOrganization;
import dev.ramal.billing.fixtures.MessageEvents;
import dev.ramal.billing.fixtures.StoredUses;
import dev.ramal.billing.metering.OverdueCostRepository;
import dev.ramal.billing.metering.OverdueCostRepository.Overdue;
import dev.ramal.billing.metering.OverdueCostRepository.OverduePage;
import dev.ramal.events.Channel;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.CarrierPriceRequested;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BillingTest
class CostEstimateTest {
  private static final String PATH = "/api/billing/estimates";
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final String FILL = "src/main/resources/db/migration/V55__estimates_of_before.sql";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject TellOverdueCosts tellOverdueCosts;
  @Inject OverdueCostRepository overdue;
  @Inject SqlTransactions transactions;

  @DisplayName("BILL-415 lines whose cost is an estimate are listed with age, name and estimate")
  @Test
  void shouldListEstimates() {
    // Given
    StoredUses old = call("twilio", 20, null);
    StoredUses young = call("telnyx", 2, null);
    StoredUses known = call("twilio", 20, "0.013");
    StoredUses ofBoreal = call("twilio", 20, null);
    StoredUses.insert(Tenants.AURORA, List.of(old, young, known));
    StoredUses.insert(Tenants.BOREAL, List.of(ofBoreal));

    // When
    List<Map<String, Object>> all = all("davi", "");

    // Then
    assertThat(all).extracting(line -> line.get("occurredAt")).isSortedAccordingTo(newestFirst());
    assertThat(ids(all))
        .contains(id(old), id(young))
        .doesNotContain(id(known), id(ofBoreal))
        .doesNotHaveDuplicates();
    Map<String, Object> line =
        all.stream().filter(one -> one.get("usageId").equals(id(old))).findFirst().orElseThrow();
    assertThat(line)
        .containsEntry("subject", "call")
        .containsEntry("leg", "lead")
        .containsEntry("carrier", "twilio")
        .containsEntry("carrierReference", old.reference())
        .containsEntry("ageDays", 20)
        .containsEntry("state", "overdue")
        .containsEntry("askedAt", null);
    assertThat(BillingApi.amount(line.get("estimate"))).isEqualByComparingTo("0.15");
    assertThat(ids(all("davi", "&state=overdue"))).contains(id(old)).doesNotContain(id(young));
    assertThat(ids(all("davi", "&state=waiting"))).contains(id(young)).doesNotContain(id(old));
    assertThat(ids(all("davi", "&carrier=telnyx"))).contains(id(young)).doesNotContain(id(old));
    assertThat(ids(all("davi", "&subject=message"))).doesNotContain(id(young), id(old));
    assertThat(ids(all("fabio", ""))).contains(id(ofBoreal)).doesNotContain(id(old), id(young));
  }

  @DisplayName("BILL-415 a filter that is none is refused by its name")
  @ParameterizedTest
  @CsvSource({"subject=fax, subject", "carrier=nobody, carrier", "state=late, state"})
  void shouldRefuseFilters(String query, String field) {
    // When
    Response refused = BillingApi.as("davi").get(PATH + "?" + query);

    // Then
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.<String>path("code")).isEqualTo("BILLING-0008");
    assertThat(refused.<List<String>>path("errors.field")).containsExactly(field);
  }

  @DisplayName("BILL-417 what is asked for again is asked for once, and only by its organization")
  @Test
  void shouldAskOnce() {
    // Given
    StoredUses old = call("twilio", 20, null);
    StoredUses young = call("twilio", 1, null);
    StoredUses known = call("twilio", 20, "0.013");
    StoredUses ofBoreal = call("twilio", 20, null);
    StoredUses.insert(Tenants.AURORA, List.of(old, young, known));
    StoredUses.insert(Tenants.BOREAL, List.of(ofBoreal));
    Map<String, Object> wanted =
        Map.of("usageIds", List.of(id(old), id(young), id(known), id(ofBoreal), UUID.randomUUID()));

    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      // When
      List<CompletableFuture<Integer>> atOnce =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> asked("davi", wanted)))
              .limit(3)
              .toList();
      int asked = atOnce.stream().mapToInt(CompletableFuture::join).sum();
      int again = asked("carla", wanted);
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(asked).isEqualTo(2);
      assertThat(again).isZero();
      assertThat(topics.all(Tenants.AURORA, CarrierPriceRequested.class))
          .extracting(record -> record.data(CarrierPriceRequested.class).subjectId())
          .containsExactlyInAnyOrder(id(old), id(young));
      assertThat(topics.all(Tenants.BOREAL, CarrierPriceRequested.class)).isEmpty();
      assertThat(all("davi", "&state=overdue"))
          .filteredOn(line -> line.get("usageId").equals(id(old)))
          .allSatisfy(line -> assertThat(line.get("askedAt")).isNotNull());
    }
  }

  @DisplayName(
      "BILL-417 without a name all that are overdue are asked for, and after an hour again")
  @Test
  void shouldAskForAllThatAreOverdue() {
    // Given
    StoredUses old = call("twilio", 30, null);
    StoredUses young = call("twilio", 1, null);
    StoredUses.insert(Tenants.BOREAL, List.of(old, young));

    // When
    int first = asked("fabio", Map.of());
    int second = asked("fabio", Map.of());
    DATABASE.execute("update cost_questions set asked_at = asked_at - interval '61 minutes'");
    int third = asked("fabio", Map.of());

    // Then
    assertThat(first).isPositive();
    assertThat(second).isZero();
    assertThat(third).isEqualTo(first);
    assertThat(DATABASE.count("cost_questions where usage_id = cast(? as uuid)", id(old))).isOne();
    assertThat(DATABASE.count("cost_questions where usage_id = cast(? as uuid)", id(young)))
        .isZero();
    BillingApi.as("fabio")
        .body(Map.of("usage", List.of()))
        .post(PATH + "/ask")
        .then()
        .statusCode(400);
    BillingApi.as("fabio")
        .body(Map.of("usageIds", List.of()))
        .post(PATH + "/ask")
        .then()
        .statusCode(400);
  }

  @DisplayName("BILL-418 people are told once of an organization and a day of overdue costs")
  @Test
  void shouldTellOnce() {
    // Given
    TenantId one = TenantId.of("custos-um");
    TenantId other = TenantId.of("custos-dois");
    StoredUses.insert(
        one, List.of(call("twilio", 16, null), call("twilio", 40, null), call("telnyx", 2, null)));
    StoredUses.insert(other, List.of(call("twilio", 16, null), call("twilio", 16, "0.01")));
    try (TopicProbe topics = TopicProbe.on(Topics.ALERTS)) {
      // When
      round();
      round();
      StoredUses.insert(one, List.of(call("twilio", 14, null)));
      round();
      List<CompletableFuture<List<Overdue>>> replicas =
          Stream.generate(this::tomorrow).limit(3).toList();
      long nextDay =
          replicas.stream()
              .flatMap(told -> told.join().stream())
              .filter(told -> told.tenant().equals(one))
              .peek(told -> assertThat(told.lines()).isEqualTo(1))
              .count();
      DATABASE.execute(
          "update metered_uses set state = jsonb_set(state, '{realCost}', '{}'), estimated = false"
              + " where tenant = 'custos-um'");
      round();
      round();
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(told(topics, one)).hasSize(1);
      assertThat(told(topics, one).get(0)).contains("Há 2 linhas").doesNotContain("R$", "0,30");
      assertThat(told(topics, other)).hasSize(1).allMatch(detail -> detail.contains("Há 1 linhas"));
      assertThat(nextDay).isEqualTo(1);
      assertThat(topics.all(one, AlertResolved.class)).hasSize(1);
      assertThat(topics.all(other, AlertResolved.class)).isEmpty();
    }
  }

  @DisplayName("BILL-440 a message that came before its price was asked for is no missing cost")
  @Test
  void shouldLeaveOutWhatIsReceived() {
    // Given
    TenantId receiving = TenantId.of("custos-recebe");
    TenantId sending = TenantId.of("custos-envia");
    StoredUses received = message("inbound", 20);
    StoredUses sent = message("outbound", 20);
    StoredUses unsaid = message(null, 20);
    StoredUses.insert(receiving, List.of(message("inbound", 16), message("inbound", 40)));
    StoredUses.insert(sending, List.of(message("inbound", 16), message("outbound", 16)));
    StoredUses.insert(Tenants.AURORA, List.of(received, sent, unsaid));
    try (TopicProbe topics = TopicProbe.on(Topics.ALERTS)) {
      // When
      round();
      BillingApi.awaitCount("outbox", 0);
      Map<String, Object> wanted = Map.of("usageIds", List.of(id(received), id(sent)));
      int asked = asked("davi", wanted);

      // Then
      assertThat(told(topics, receiving)).isEmpty();
      assertThat(told(topics, sending)).hasSize(1).allMatch(detail -> detail.contains("Há 1 "));
      assertThat(asked).isEqualTo(1);
      assertThat(ids(all("davi", "&subject=message")))
          .contains(id(sent), id(unsaid))
          .doesNotContain(id(received));
    }
  }

  @DisplayName(
      "BILL-451 a received message costs what the tariff says until its carrier names the price,"
          + " once, and is asked for again")
  @Test
  void shouldAmendWhatAReceivedMessageCosts() {
    // Given: of each organization one, in the same instant
    String at = NOW.minus(Duration.ofDays(17)).toString();
    MessageEvents ours = MessageEvents.of(Tenants.AURORA, Channel.SMS, at);
    MessageEvents theirs = MessageEvents.of(Tenants.BOREAL, Channel.SMS, at);
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.MESSAGES)) {
      topics.send(ours.received("+5521987654321", 2));
      topics.send(theirs.received("+5521987654321", 2));
      BillingApi.awaitEntries(ours.messageId(), null, 1);
      BillingApi.awaitEntries(theirs.messageId(), null, 1);
      String usage = usageId("davi", ours);
      String usageOfTheirs = usageId("fabio", theirs);
      BigDecimal estimate = cost("davi", ours);
      List<Object> listed = ids(all("davi", "&subject=message&state=overdue"));
      List<Object> listedOfTheirs = ids(all("fabio", "&subject=message&state=overdue"));

      // When
      int asked = asked("davi", Map.of("usageIds", List.of(usage, usageOfTheirs)));
      BillingApi.awaitCount("outbox", 0);
      topics.send(ours.costed("0.0031", "USD"));
      topics.send(ours.costed("0.0031", "USD"));
      BillingApi.awaitEntries(ours.messageId(), null, 2);

      // Then
      assertThat(listed).contains(usage).doesNotContain(usageOfTheirs);
      assertThat(listedOfTheirs).contains(usageOfTheirs).doesNotContain(usage);
      assertThat(asked).isEqualTo(1);
      assertThat(topics.all(Tenants.AURORA, CarrierPriceRequested.class))
          .extracting(record -> record.data(CarrierPriceRequested.class))
          .singleElement()
          .satisfies(
              wish -> {
                assertThat(wish.subject()).isEqualTo("message");
                assertThat(wish.subjectId()).isEqualTo(ours.messageId());
              });
      assertThat(topics.all(Tenants.BOREAL, CarrierPriceRequested.class)).isEmpty();
      assertThat(estimate).isEqualByComparingTo(cost("fabio", theirs)).isPositive();
      assertThat(cost("davi", ours)).isNotEqualByComparingTo(estimate);
      assertThat(
              DATABASE.count(
                  "ledger_entries where subject_id = ? and kind = 'real-cost' and price = 0"
                      + " and carrier_price = 0.0031",
                  ours.messageId()))
          .isOne();
      assertThat(DATABASE.count("ledger_entries where subject_id = ?", theirs.messageId())).isOne();
      assertThat(ids(all("davi", "&subject=message"))).doesNotContain(usage);
      assertThat(ids(all("fabio", "&subject=message"))).contains(usageOfTheirs);
    }
  }

  private static String usageId(String user, MessageEvents message) {
    return (String) BillingApi.usage(user, message.messageId(), null).get("id");
  }

  private static BigDecimal cost(String user, MessageEvents message) {
    return BillingApi.amount(BillingApi.usage(user, message.messageId(), null).get("cost"));
  }

  @DisplayName("BILL-441 what is metered is an estimate until its cost is named, or was before V55")
  @Test
  void shouldKeepWhatIsEstimated() throws IOException {
    // Given
    InvoicedOrganization one = InvoicedOrganization.called("custos-tres").calling("0.10", "0.29");
    InvoicedOrganization other =
        InvoicedOrganization.called("custos-quatro").calling("0.10", "0.29");
    CallEvents named = one.call("2026-10-05T15:01:00Z", 60);
    CallEvents unnamed = one.call("2026-10-05T15:02:00Z", 60);
    CallEvents ofOther = other.call("2026-10-05T15:01:00Z", 60);
    StoredUses.insert(one.tenant(), List.of(message("inbound", 20)));
    long before = estimates(one);

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.CALLS)) {
      topics.send(named.costed("0.01", "USD"));
    }
    BillingApi.awaitEntries(named.callId(), "lead", 2);
    DATABASE.execute("update metered_uses set estimated = null where tenant like 'custos-%'");
    long forgotten = estimates(one);
    DATABASE.execute(Files.readString(Path.of(FILL)));

    // Then
    assertThat(before).isEqualTo(2);
    assertThat(forgotten).isZero();
    assertThat(estimates(one)).isOne();
    assertThat(isEstimate(unnamed)).isTrue();
    assertThat(isEstimate(ofOther)).isTrue();
  }

  private static long estimates(InvoicedOrganization organization) {
    return DATABASE.count(
        "metered_uses where tenant = ? and estimated", organization.tenant().value());
  }

  private static boolean isEstimate(CallEvents call) {
    return DATABASE.count("metered_uses where subject_id = ? and estimated", call.callId()) == 1;
  }

  private static StoredUses message(String direction, int daysAgo) {
    return StoredUses.message(
        "twilio", direction, NOW.minus(Duration.ofDays(daysAgo)).minusSeconds(60), "0.05");
  }

  @DisplayName(
      "BILL-445 organizations are looked at some at a time, and a long history is not read")
  @Test
  void shouldReadNoHistoryWhole() {
    // Given
    TenantId much = TenantId.of("custos-p1");
    List<TenantId> little = List.of(TenantId.of("custos-p2"), TenantId.of("custos-p3"));
    StoredUses.insert(
        much, Stream.generate(() -> call("twilio", 20, null)).limit(COUNTED + 100).toList());
    little.forEach(one -> StoredUses.insert(one, List.of(call("twilio", 20, null))));
    try (TopicProbe topics = TopicProbe.on(Topics.ALERTS)) {
      // When
      round();
      little.forEach(one -> StoredUses.insert(one, List.of(call("twilio", 14, null))));
      List<OverduePage> pages = pages(2);
      List<OverduePage> again = pages(2);
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(told(topics, much)).hasSize(1).allMatch(it -> it.contains("mais de 1000 linhas"));
      assertThat(told(topics, little.get(1))).hasSize(1);
      assertThat(pages).hasSizeGreaterThan(1).allMatch(page -> page.overdue().size() <= 2);
      assertThat(pages)
          .flatExtracting(OverduePage::overdue)
          .contains(new Overdue(little.get(0), 1), new Overdue(little.get(1), 1))
          .extracting(Overdue::tenant)
          .doesNotContain(much);
      assertThat(again).flatExtracting(OverduePage::overdue).isEmpty();
      assertThat(DATABASE.count("estimate_alerts where tenant = ? and lines = 1001", much.value()))
          .isOne();
    }
  }

  private List<OverduePage> pages(int most) {
    List<OverduePage> pages = new ArrayList<>();
    TenantId behind = null;
    do {
      pages.add(tomorrow(behind, most).join());
      behind = pages.get(pages.size() - 1).last();
    } while (behind != null);
    return pages;
  }

  private CompletableFuture<List<Overdue>> tomorrow() {
    return tomorrow(null, 1000).thenApply(OverduePage::overdue);
  }

  private CompletableFuture<OverduePage> tomorrow(TenantId behind, int most) {
    Instant now = Instant.now().plus(Duration.ofDays(1));
    Instant before = now.minus(Duration.ofDays(15));
    LocalDate day = LocalDate.now().plusDays(2);
    return transactions
        .acrossTenants("a test", sql -> overdue.tell(sql, before, day, now, behind, most))
        .subscribeAsCompletionStage();
  }

  private void round() {
    tellOverdueCosts.round().await().atMost(PATIENCE);
  }

  private static List<String> told(TopicProbe topics, TenantId tenant) {
    return topics.all(tenant, AlertRaised.class).stream()
        .map(record -> record.data(AlertRaised.class).detail())
        .toList();
  }

  private static int asked(String user, Map<String, Object> wanted) {
    return BillingApi.post(user, PATH + "/ask", wanted)
        .then()
        .statusCode(200)
        .extract()
        .path("asked");
  }

  /** Page by page. */
  private static List<Map<String, Object>> all(String user, String filter) {
    List<Map<String, Object>> items = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      var page = BillingApi.get(user, PATH + "?limit=200" + filter + cursor);
      items.addAll(page.getList("items"));
      cursor = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
    }
    return items;
  }

  private static List<Object> ids(List<Map<String, Object>> lines) {
    return lines.stream().map(line -> line.get("usageId")).toList();
  }

  private static Comparator<Object> newestFirst() {
    return Comparator.comparing((Object at) -> Instant.parse((String) at)).reversed();
  }

  private static String id(StoredUses use) {
    return use.id().toString();
  }

  private static StoredUses call(String carrier, int daysAgo, String named) {
    return StoredUses.call(
        carrier,
        "CA" + UUID.randomUUID(),
        "+5511987654321",
        NOW.minus(Duration.ofDays(daysAgo)).minusSeconds(60),
        42,
        named,
        "USD",
        "0.15");
  }
}
