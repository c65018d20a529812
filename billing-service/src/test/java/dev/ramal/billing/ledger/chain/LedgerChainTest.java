package dev.ramal.billing.ledger.chain;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.as;
import static dev.ramal.billing.fixtures.BillingApi.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class LedgerChainTest {
  @Inject SealLedger seal;
  @Inject ReadTransactions reads;
  @Inject ChainRepository chain;
  @Inject ChainConfig usual;

  @Test
  @DisplayName("BILL-315 every entry is sealed once, in two organizations, also by two at one time")
  void shouldSealEveryEntryOnce() {
    // Given
    List<CallEvents> calls =
        Stream.of(Tenants.AURORA, Tenants.BOREAL)
            .map(tenant -> CallEvents.of(tenant, "2031-07-10T15:00:00Z"))
            .toList();
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      calls.forEach(call -> topics.send(call.ended(0, "mobile", 37)));
      calls.forEach(call -> topics.send(call.ended(1, "mobile", 61)));
    }
    calls.forEach(call -> BillingApi.awaitEntries(call.callId(), "lead", 2));

    // When
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> sealedAtTheSameTime() && unsealed() == 0);

    // Then
    for (TenantId tenant : List.of(Tenants.AURORA, Tenants.BOREAL)) {
      assertThat(
              DATABASE.count(
                  "(select position, row_number() over (order by position) as expected"
                      + " from ledger_chain where tenant = ?) p where position <> expected",
                  tenant.value()))
          .isZero();
    }
    JsonPath head = get("fabio", "/api/billing/ledger");
    JsonPath verified = get("fabio", "/api/billing/ledger/verification");
    assertThat(head.getLong("position")).isEqualTo(head.getLong("entries")).isPositive();
    assertThat(verified.getBoolean("intact")).isTrue();
    assertThat(verified.getBoolean("complete")).isTrue();
    assertThat(verified.getLong("through")).isEqualTo(head.getLong("position"));
    assertThat(verified.getString("hash")).isEqualTo(head.getString("hash"));
  }

  @Test
  @DisplayName("BILL-316 a price that the owner of the database changed is found where it stands")
  void shouldFindAChangedEntry() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2031-07-11T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 37));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    BillingApi.awaitSealed(call.callId());
    long position =
        ((Number)
                DATABASE.value(
                    "select position from ledger_chain c join ledger_entries e on e.id = c.entry_id"
                        + " where e.subject_id = '%s' and e.leg = 'lead'".formatted(call.callId())))
            .longValue();

    // When
    behindTheTriggers("price = price + 0.000001", call);
    JsonPath whole = get("fabio", "/api/billing/ledger/verification");
    JsonPath behind = get("fabio", "/api/billing/ledger/verification?after=" + position);
    behindTheTriggers("price = price - 0.000001", call);

    // Then
    assertThat(whole.getBoolean("intact")).isFalse();
    assertThat(whole.getLong("brokenAt")).isEqualTo(position);
    assertThat(behind.getBoolean("intact")).as("what follows a kept hash").isTrue();
    assertThat(get("davi", "/api/billing/ledger/verification").getBoolean("intact")).isTrue();
    assertThat(get("fabio", "/api/billing/ledger/verification").getBoolean("intact")).isTrue();
    assertThatThrownBy(() -> DATABASE.execute("update ledger_chain set position = position + 1"))
        .rootCause()
        .hasMessageContaining("append-only");
  }

  @Test
  @DisplayName("BILL-327 what was put in behind the seal is found")
  void shouldFindAnEntryPutIn() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2031-07-12T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 37));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    BillingApi.awaitSealed(call.callId());

    // When
    putIn(call);
    JsonPath verified = get("fabio", "/api/billing/ledger/verification");
    JsonPath ofOther = get("davi", "/api/billing/ledger/verification");
    takeOut();

    // Then
    assertThat(verified.getBoolean("intact")).isFalse();
    assertThat(verified.getLong("besideTheChain")).isEqualTo(1);
    assertThat(ofOther.getBoolean("intact")).isTrue();
    assertThat(ofOther.getLong("besideTheChain")).isZero();
    assertThat(get("fabio", "/api/billing/ledger/verification").getBoolean("intact")).isTrue();
  }

  @Test
  @DisplayName(
      "BILL-438 a long chain is walked through, and what is beside it is counted at the end")
  void shouldCountWhatIsBesideOnce() {
    // Given: few at once, and an entry that was put in behind the seal
    TenantId tenant = TenantId.of("kette-438");
    TenantId other = TenantId.of("kette-438-b");
    CallEvents call = CallEvents.of(tenant, "2031-07-14T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 37));
      topics.send(call.ended(1, "mobile", 61));
      topics.send(call.ended(2, "mobile", 91));
      topics.send(CallEvents.of(other, "2031-07-14T15:00:00Z").ended(0, "mobile", 37));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 3);
    BillingApi.awaitCount("ledger_entries where tenant = ?", 2, other.value());
    BillingApi.awaitSealed(tenant);
    BillingApi.awaitSealed(other);
    VerifyChain few = new VerifyChain(reads, chain, new FewAtOnce(usual));
    ChainVerification before = few.whole(tenant).await().atMost(Duration.ofSeconds(20));

    // When
    putIn(call);
    ChainVerification after = few.whole(tenant).await().atMost(Duration.ofSeconds(20));
    ChainVerification ofOther = few.whole(other).await().atMost(Duration.ofSeconds(20));
    takeOut();

    // Then
    assertThat(ofOther.intact()).isTrue();
    assertThat(before.intact()).isTrue();
    assertThat(before.complete()).isTrue();
    assertThat(before.through())
        .isGreaterThan(few.part(tenant, 0).await().indefinitely().through());
    assertThat(after).isEqualTo(before.beside(1));
    assertThat(after.intact()).isFalse();
  }

  @Test
  @DisplayName(
      "BILL-388 the chain covers where an entry came from, and leaves earlier entries as sealed")
  void shouldCoverTheOrigin() {
    // Given
    CallEvents call = CallEvents.of(Tenants.BOREAL, "2031-07-13T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 37));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    BillingApi.awaitSealed(call.callId());

    // When
    behindTheTriggers("callback = 'x' || callback", call);
    JsonPath changed = get("fabio", "/api/billing/ledger/verification");
    JsonPath ofOther = get("davi", "/api/billing/ledger/verification");
    behindTheTriggers("callback = substring(callback from 2)", call);

    // Then
    assertThat(changed.getBoolean("intact")).isFalse();
    assertThat(ofOther.getBoolean("intact")).isTrue();
    assertThat(get("fabio", "/api/billing/ledger/verification").getBoolean("intact")).isTrue();
    assertThat(columns("e", call)).as("with its origin").isEqualTo(41);
    assertThat(
            columns(
                "jsonb_populate_record(e,"
                    + " '{\"cause\":null,\"callback\":null,\"carrier_ref\":null}')",
                call))
        .as("the line of an entry of before")
        .isEqualTo(38);
  }

  private static int columns(String entry, CallEvents call) {
    return ((Number)
            DATABASE.value(
                "select jsonb_array_length(ledger_line(%s)::jsonb) from ledger_entries e where subject_id = '%s' and leg = 'lead'"
                    .formatted(entry, call.callId())))
        .intValue();
  }

  @Test
  @DisplayName("BILL-317 a position is a whole number, and agents see no ledger")
  void shouldRefuse() {
    as("fabio")
        .get("/api/billing/ledger/verification?after=-1")
        .then()
        .statusCode(400)
        .body("code", equalTo("BILLING-0180"))
        .body("errors[0].field", equalTo("after"));
    as("ana").get("/api/billing/ledger").then().statusCode(403);
  }

  private static void behindTheTriggers(String change, CallEvents call) {
    DATABASE.execute(
        "set session_replication_role = replica; update ledger_entries set %s where subject_id = '%s' and leg = 'lead'; reset session_replication_role"
            .formatted(change, call.callId()));
  }

  private boolean sealedAtTheSameTime() {
    Stream.of(seal.round(), seal.round())
        .map(round -> round.subscribeAsCompletionStage().toCompletableFuture())
        .toList()
        .forEach(java.util.concurrent.CompletableFuture::join);
    return true;
  }

  private static long unsealed() {
    return DATABASE.count("ledger_entries e where " + BillingApi.UNSEALED);
  }

  private static void putIn(CallEvents call) {
    DATABASE.execute(
        "set session_replication_role = replica; insert into ledger_entries select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'usage_id', gen_random_uuid(), 'subject_id', 'put-in', 'written_by', '3'))).* from ledger_entries e where e.subject_id = '%s' and e.leg = 'lead' and e.number = 1; reset session_replication_role"
            .formatted(call.callId()));
  }

  private static void takeOut() {
    DATABASE.execute(
        "set session_replication_role = replica; delete from ledger_entries where subject_id ="
            + " 'put-in'; reset session_replication_role");
  }

  private record FewAtOnce(ChainConfig usual) implements ChainConfig {
    @Override
    public Duration sealEvery() {
      return usual.sealEvery();
    }

    @Override
    public int sealAtOnce() {
      return usual.sealAtOnce();
    }

    @Override
    public int verifyAtOnce() {
      return 2;
    }
  }
}
