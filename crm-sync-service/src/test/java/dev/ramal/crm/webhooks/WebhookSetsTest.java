package dev.ramal.crm.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.Webhooks;
import dev.ramal.crm.fixtures.Webhooks.Told;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ContactConsentDeclined;
import dev.ramal.events.crm.ContactConsentGranted;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RoundTrips;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.test.junit.QuarkusMock;
import io.vertx.mutiny.pgclient.PgPool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Webhooks of two organizations that wait at one time. */
@CrmTest
class WebhookSetsTest {
  /** Stands in the statement that ends webhooks. */
  private static final String ENDING = "update crm_webhook set outcome";

  private static final int EACH = 150;
  private static final Postgres CRM = Postgres.database("crm");

  private final Instant now = Instant.parse("2026-11-20T15:00:00Z");

  @Inject PgPool pool;

  private TopicProbe topics;
  private Webhooks aurora;
  private Webhooks boreal;

  @BeforeEach
  void hold() {
    topics = TopicProbe.on(Topics.CRM);
    aurora = Webhooks.of("carla");
    boreal = Webhooks.of("bia");
    for (TenantId tenant : List.of(Tenants.AURORA, Tenants.BOREAL)) {
      CRM.execute(
          "insert into job_accounts (tenant, account, paused_until) values (?, '', 'infinity')"
              + " on conflict (tenant, account) do update set paused_until = 'infinity'",
          tenant.value());
    }
  }

  @AfterEach
  void close() {
    release();
    CRM.execute("delete from jobs where queue = 'crm-webhooks'");
    Webhooks.none("carla");
    Webhooks.none("bia");
    topics.close();
  }

  @Test
  @DisplayName(
      "CRM-275 300 webhooks of two organizations are applied by the statements of a few, a poison"
          + " one costs itself")
  void shouldApplyManyByTheStatementsOfFew() {
    // Given: each third declines, each second comes twice
    List<Told> ofAurora = many();
    List<Told> ofBoreal = many();
    told(aurora, ofAurora);
    told(boreal, ofBoreal);
    Told poison = ofAurora.get(EACH - 1);
    CRM.execute("update jobs set payload = '{}' where subject = ?", poison.transaction());
    RoundTrips trips = new RoundTrips();
    QuarkusMock.installMockForType(
        PgPool.newInstance(trips.watch(io.vertx.pgclient.PgPool.class, pool.getDelegate())),
        PgPool.class);

    // When
    release();

    // Then
    List<Told> all = Stream.of(ofAurora, ofBoreal).flatMap(Collection::stream).toList();
    await().until(() -> ended(all, "applied") == 2 * EACH - 1);
    assertThat(outcome(poison)).isNull();
    List<List<List<String>>> sets = trips.all(ENDING);
    assertThat(sets.stream().flatMap(List::stream).mapToInt(List::size).sum())
        .as("statements")
        .isLessThan(EACH);
    assertThat(sets)
        .as("sets")
        .hasSizeLessThan(EACH / 10)
        .anySatisfy(set -> assertThat(set).hasSizeLessThanOrEqualTo(6));
    await().until(() -> declined(Tenants.AURORA, ofAurora).size() == EACH / 3);
    await().until(() -> declined(Tenants.BOREAL, ofBoreal).size() == EACH / 3);
    assertThat(declined(Tenants.BOREAL, ofBoreal)).doesNotHaveDuplicates();
    assertThat(declined(Tenants.BOREAL, ofAurora)).isEmpty();
  }

  @Test
  @DisplayName(
      "CRM-276 of one contact they are applied in order, and one that is held holds up no other")
  void shouldKeepTheOrderAndHoldUpNobody() throws SQLException {
    // Given: of one moment, so that the order in which they came decides
    String told = FinishedCalls.newId();
    String mobile = FinishedCalls.newMobile();
    List<Told> inOrder =
        Stream.of("declined", "granted", "declined", "granted")
            .map(status -> Webhooks.contact(told, mobile, status, now))
            .toList();
    inOrder.forEach(aurora::tell);
    Told other = Webhooks.contact(FinishedCalls.newId(), mobile, "declined", now);
    boreal.tell(other);
    Told held = Webhooks.contact(FinishedCalls.newId(), mobile, "declined", now);
    aurora.tell(held);
    CRM.execute(
        "insert into contact_state (tenant, contact_id, updated_at, told_at)"
            + " values ('aurora', ?, to_timestamp(0), to_timestamp(0))",
        contact(held));
    try (Connection holder = CRM.connect();
        PreparedStatement lock =
            holder.prepareStatement(
                "select 1 from contact_state where contact_id = ? for update")) {
      holder.setAutoCommit(false);
      lock.setString(1, contact(held));
      lock.execute();

      // When
      release();

      // Then
      await().until(() -> ended(inOrder, "applied") == 4 && ended(List.of(other), "applied") == 1);
      assertThat(outcome(held)).isNull();
      holder.rollback();
    }
    await().until(() -> ended(List.of(held), "applied") == 1);
    await().until(() -> granted(told) == 2);
    assertThat(declined(Tenants.AURORA, inOrder)).hasSize(2);
    assertThat(CRM.value("select consent from contact_state where contact_id = ?", told))
        .isEqualTo("GRANTED");
  }

  @Test
  @DisplayName("CRM-277 one that the database does not take costs itself, and is taken once it can")
  void shouldApplyTheOthersOfASetThatCannotBeStored() {
    // Given
    List<Told> ofAurora = many().subList(0, 6);
    List<Told> ofBoreal = many().subList(0, 6);
    told(aurora, ofAurora);
    told(boreal, ofBoreal);
    Told poison = ofBoreal.get(3);
    CRM.execute(
        "alter table contact_state add constraint poison check (contact_id <> '%s') not valid"
            .formatted(contact(poison)));
    try {

      // When
      release();

      // Then
      await().until(() -> ended(ofAurora, "applied") == 6 && ended(ofBoreal, "applied") == 5);
      assertThat(outcome(poison)).isNull();
    } finally {
      CRM.execute("alter table contact_state drop constraint poison");
    }
    await().until(() -> ended(ofBoreal, "applied") == 6);
    await().until(() -> declined(Tenants.BOREAL, ofBoreal).size() == 2);
  }

  private List<Told> many() {
    List<Told> many = new ArrayList<>();
    for (int i = 0; i < EACH; i++) {
      many.add(
          Webhooks.contact(
              FinishedCalls.newId(),
              FinishedCalls.newMobile(),
              i % 3 == 0 ? "declined" : "granted",
              now));
    }
    return many;
  }

  private static void told(Webhooks by, List<Told> all) {
    all.parallelStream()
        .forEach(
            one -> {
              by.tell(one);
              if (all.indexOf(one) % 2 == 0) {
                by.tell(one);
              }
            });
  }

  private static void release() {
    CRM.execute("update job_accounts set paused_until = null where account = ''");
  }

  private static String contact(Told told) {
    return told.document().get("id").toString();
  }

  private List<String> declined(TenantId tenant, List<Told> of) {
    List<String> transactions = of.stream().map(Told::transaction).toList();
    return topics.all(tenant, ContactConsentDeclined.class).stream()
        .map(record -> record.data(ContactConsentDeclined.class).transactionId())
        .filter(transactions::contains)
        .toList();
  }

  private long granted(String contact) {
    return topics.all(Tenants.AURORA, ContactConsentGranted.class).stream()
        .filter(record -> record.data(ContactConsentGranted.class).contactId().equals(contact))
        .count();
  }

  private static long ended(List<Told> all, String outcome) {
    return CRM.count(
        "crm_webhook where outcome = ? and transaction_id = any(string_to_array(?, ','))",
        outcome,
        String.join(",", all.stream().map(Told::transaction).toList()));
  }

  private static Object outcome(Told told) {
    return CRM.value(
        "select max(outcome) from crm_webhook where transaction_id = ?", told.transaction());
  }
}
