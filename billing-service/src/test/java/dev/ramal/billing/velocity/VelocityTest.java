package dev.ramal.billing.velocity;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.velocity.VelocityRepository.Exceeded;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.VelocityExceeded;
import dev.ramal.events.billing.VelocityReleased;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class VelocityTest {
  private static final String RULES = "/api/billing/velocity-rules";
  private static final String BLOCKS = "/api/billing/velocity-blocks";
  private static final String CUBA = "+5352345678";

  @Inject SqlTransactions transactions;
  @Inject VelocityRepository velocity;

  @AfterEach
  void forget() {
    DATABASE.execute("delete from velocity_rules");
    DATABASE.execute("delete from velocity_sums");
    DATABASE.execute("delete from velocity_blocks");
  }

  @DisplayName("BILL-230 too many minutes abroad in an hour block the prefix until it is released")
  @Test
  void shouldBlockAPrefixUntilAPersonReleasesIt() {
    // Given
    String rule =
        BillingApi.post("davi", RULES, Map.of("name", "Exterior", "mostMinutes", 10))
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING, Topics.ALERTS)) {

      // When
      List<Event<?>> facts = new ArrayList<>();
      for (TenantId tenant : List.of(Tenants.AURORA, Tenants.BOREAL)) {
        facts.add(abroad(tenant, "2051-09-10T15:50:00Z").ended(0, "international-CU", 30));
        for (String minute : List.of("00", "20", "40")) {
          facts.add(
              abroad(tenant, "2051-09-10T15:" + minute + ":00Z").ended(0, "international-CU", 200));
        }
      }
      facts.add(abroad(Tenants.AURORA, "2051-09-10T17:00:00Z").ended(0, "international-CU", 599));
      facts.forEach(topics::send);
      BillingApi.awaitCount("ledger_entries where month = '2051-09' and leg = 'lead'", 9);
      VelocityExceeded found =
          topics.await("a prefix", r -> r.is(VelocityExceeded.class)).data(VelocityExceeded.class);
      Response open = BillingApi.as("davi").get(BLOCKS + "?state=open");
      Response elsewhere = BillingApi.as("fabio").get(BLOCKS);
      String release = BLOCKS + "/" + found.blockId() + "/release";
      int foreign = BillingApi.post("fabio", release, Map.of()).statusCode();
      Response released = BillingApi.post("davi", release, Map.of("reason", "combinado"));
      Response again = BillingApi.post("carla", release, Map.of());
      CallEvents later = abroad(Tenants.AURORA, "2051-09-10T17:05:00Z");
      topics.send(later.ended(0, "international-CU", 120));
      BillingApi.awaitEntries(later.callId(), "lead", 1);
      BillingApi.awaitCount("outbox", 0);

      // Then
      assertThat(found.ruleId()).isEqualTo(rule);
      assertThat(found.prefix()).isEqualTo("+53");
      assertThat(found.blocks()).isTrue();
      assertThat(found.mostSeconds()).isEqualTo(600);
      assertThat(found.seconds()).isGreaterThan(600);
      assertThat(open.<List<String>>path("items.id")).containsExactly(found.blockId());
      assertThat(open.<List<Boolean>>path("items.blocked")).containsExactly(true);
      assertThat(elsewhere.<List<String>>path("items")).isEmpty();
      assertThat(foreign).isEqualTo(404);
      assertThat(released.<String>path("releasedBy")).isEqualTo("davi");
      assertThat(released.<Boolean>path("blocked")).isFalse();
      assertThat(again.<String>path("releasedBy")).isEqualTo("davi");
      List<ReceivedRecord> told = topics.all();
      assertThat(told.stream().filter(r -> r.is(VelocityExceeded.class))).hasSize(1);
      assertThat(told.stream().filter(r -> r.is(VelocityReleased.class))).hasSize(1);
      assertThat(told)
          .filteredOn(r -> r.is(AlertRaised.class) && r.json().contains(found.blockId()))
          .hasSize(1);
      assertThat(told)
          .filteredOn(r -> r.is(AlertResolved.class) && r.json().contains(found.blockId()))
          .hasSize(1);
      assertThat(DATABASE.value("select sum(seconds) from velocity_sums where tenant = 'aurora'"))
          .isEqualTo(BigDecimal.valueOf(120));
    }
  }

  @DisplayName("BILL-231 a rule that cannot be is refused, each field named; names are taken once")
  @Test
  void shouldNameBadFields() {
    // Given
    Map<String, Object> bad = new HashMap<>();
    bad.put("name", "Exterior");
    bad.put("prefixes", List.of("+53", "+53"));

    // When
    Response fields = BillingApi.post("davi", RULES, bad);
    bad.put("prefixes", List.of("53"));
    bad.put("windowMinutes", 4);
    bad.put("mostSpent", "-1");
    Response forms = BillingApi.post("davi", RULES, bad);
    Map<String, Object> right = Map.of("name", "Exterior", "mostSpent", "60.00", "block", false);
    Response added = BillingApi.post("davi", RULES, right);
    Response taken = BillingApi.post("davi", RULES, right);
    int ofOther = BillingApi.post("fabio", RULES, right).statusCode();
    String own = RULES + "/" + added.path("id");
    int foreign = BillingApi.as("fabio").body(right).put(own).statusCode();
    Response changed =
        BillingApi.as("davi")
            .body(Map.of("name", "Cuba", "prefixes", List.of("+53"), "mostMinutes", 5))
            .put(own);
    int deleted = BillingApi.as("davi").delete(own).statusCode();
    int gone = BillingApi.as("davi").delete(own).statusCode();
    Response state = BillingApi.as("davi").get(BLOCKS + "?state=fechado");

    // Then
    assertThat(fields.<List<String>>path("errors.field"))
        .containsExactlyInAnyOrder("prefixes", "mostSpent");
    assertThat(forms.<List<String>>path("errors.field"))
        .hasSize(3)
        .contains("windowMinutes", "mostSpent");
    assertThat(added.<String>path("mostSpent.amount")).isEqualTo("60.000000");
    assertThat(added.<Boolean>path("block")).isFalse();
    assertThat(taken.<String>path("code")).isEqualTo("BILLING-0078");
    assertThat(List.of(ofOther, foreign, deleted, gone)).containsExactly(201, 404, 204, 404);
    assertThat(changed.<List<String>>path("prefixes")).containsExactly("+53");
    assertThat(changed.<Integer>path("windowMinutes")).isEqualTo(60);
    assertThat(state.<List<String>>path("errors.allowed[0]")).containsExactly("open", "released");
  }

  @DisplayName("BILL-232 in whatever order it becomes known, too much in any window is found")
  @Test
  void shouldFindEveryWindowInWhateverOrder() {
    // Given
    Random random = new Random(11);
    VelocityRule rule =
        new VelocityRule(
            UUID.randomUUID(), "x", List.of("+53"), 120, null, 600L, true, "x", Instant.EPOCH);
    Map<TenantId, Map<Long, Long>> known = new HashMap<>();

    for (int set = 0; set < 60; set++) {
      // When
      List<CountedUse> uses = new ArrayList<>();
      for (TenantId tenant : List.of(Tenants.AURORA, Tenants.BOREAL)) {
        for (int i = 0; i <= random.nextInt(3); i++) {
          Instant at = Instant.parse("2051-10-01T00:00:00Z").plusSeconds(random.nextInt(36_000));
          uses.add(
              new CountedUse(
                  tenant,
                  rule,
                  "+53",
                  rule.part(at),
                  at,
                  random.nextInt(120) - 10,
                  BigDecimal.ZERO,
                  UUID.randomUUID()));
        }
      }
      List<Exceeded> found = counted(uses);

      // Then
      for (TenantId tenant : List.of(Tenants.AURORA, Tenants.BOREAL)) {
        Map<Long, Long> own = known.computeIfAbsent(tenant, one -> new HashMap<>());
        List<CountedUse> ofIt = uses.stream().filter(use -> use.tenant().equals(tenant)).toList();
        ofIt.forEach(use -> own.merge(use.minute(), use.seconds(), Long::sum));
        assertThat(found.stream().anyMatch(one -> one.touched().tenant().equals(tenant)))
            .as("%s, set %d", tenant, set)
            .isEqualTo(tooMuch(own, ofIt));
      }
    }
    assertThat(known.values())
        .allSatisfy(
            own ->
                assertThat(own.values().stream().mapToLong(Long::longValue).sum())
                    .isGreaterThan(600));
  }

  private List<Exceeded> counted(List<CountedUse> uses) {
    return transactions
        .acrossTenants(
            "a test",
            sql ->
                Uni.combine()
                    .all()
                    .unis(
                        velocity.add(sql, uses),
                        velocity.exceeded(sql, VelocityRepository.touched(uses)))
                    .with((added, found) -> found))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  /** By looking at every window that something which was added lies in, and at all between. */
  private static boolean tooMuch(Map<Long, Long> known, List<CountedUse> uses) {
    long first = uses.stream().mapToLong(CountedUse::minute).min().orElseThrow();
    long last = uses.stream().mapToLong(CountedUse::minute).max().orElseThrow();
    return known.keySet().stream()
        .filter(end -> end >= first && end <= last + 118)
        .anyMatch(
            end ->
                known.entrySet().stream()
                        .filter(part -> part.getKey() <= end && part.getKey() >= end - 118)
                        .mapToLong(Map.Entry::getValue)
                        .sum()
                    > 600);
  }

  private static CallEvents abroad(TenantId tenant, String at) {
    return CallEvents.of(tenant, at).to(CUBA);
  }
}
