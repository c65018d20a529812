package dev.ramal.billing.recurring;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.awaitCount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import dev.ramal.events.Event;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.NumberAcquired;
import dev.ramal.events.calls.NumberReleased;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BillingTest
class RecurringTest {
  private static final Instant ACQUIRED = Instant.parse("2031-06-16T12:00:00Z");
  private static final Instant RELEASED = Instant.parse("2031-08-10T12:00:00Z");

  @Inject MeterRecurring meter;
  @Inject MovableClock clock;

  @AfterEach
  void reset() {
    clock.reset();
  }

  @DisplayName(
      "BILL-324 a number is charged by the month until it is given back, however often it is told")
  @ParameterizedTest
  @ValueSource(strings = {"aurora", "boreal"})
  void shouldChargeNumbers(String organization) {
    // Given
    TenantId tenant = TenantId.of(organization);
    String number = UUID.randomUUID().toString();
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(acquired(tenant, number));
      topics.send(acquired(tenant, number));
      awaitCount("held_numbers where number_id = ?", 1, number);

      // When
      clock.stopAt(Instant.parse("2031-08-03T12:00:00Z"));
      meter.numbers().await().indefinitely();
      meter.numbers().await().indefinitely();
      topics.send(released(tenant, number));
      topics.send(released(tenant, number));
      awaitCount("held_numbers where number_id = ? and released_at is not null", 1, number);
      meter.numbers().await().indefinitely();
      meter.numbers().await().indefinitely();
    }

    // Then
    assertThat(entries(number + "%"))
        .containsExactly(
            "2031-06 1 15 2.500000 7.500000",
            "2031-07 1 30 5.000000 15.000000",
            "2031-08 1 30 5.000000 15.000000",
            "2031-08 2 -20 -3.333333 -10.000000");
    assertThat(
            DATABASE.count(
                "ledger_entries where subject_id like ? and cause = 'metering' and callback is"
                    + " null",
                number + "%"))
        .isEqualTo(4);
  }

  @DisplayName(
      "BILL-325 recordings are charged by the day on which they lie there; what comes late"
          + " corrects")
  @ParameterizedTest
  @ValueSource(strings = {"aurora", "boreal"})
  void shouldChargeStorage(String organization) {
    // Given
    TenantId tenant = TenantId.of(organization);
    String recording = UUID.randomUUID().toString();
    DATABASE.execute("delete from storage_rounds");
    DATABASE.execute("delete from stored_recordings");
    String month = tenant.equals(Tenants.AURORA) ? "2032-07" : "2033-07";
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(ready(tenant, recording, Instant.parse(month + "-01T12:00:00Z")));
      topics.send(ready(tenant, recording, Instant.parse(month + "-01T12:00:00Z")));
      awaitCount("stored_recordings where recording_id = ? and bytes > 0", 1, recording);

      // When
      clock.stopAt(Instant.parse(month + "-02T12:00:00Z"));
      meter.storage().await().indefinitely();
      clock.stopAt(Instant.parse(month.replace("-07", "-08") + "-01T12:00:00Z"));
      meter.storage().await().indefinitely();
      meter.storage().await().indefinitely();
      topics.send(erased(tenant, recording, Instant.parse(month + "-16T12:00:00Z")));
      awaitCount(
          "stored_recordings where recording_id = ? and erased_at is not null", 1, recording);
      clock.stopAt(Instant.parse(month.replace("-07", "-08") + "-02T12:00:00Z"));
      meter.storage().await().indefinitely();
    }

    // Then
    assertThat(entries(month))
        .containsExactly(
            month + " 1 64 0.016000 0.032000",
            month + " 2 1936 0.484000 0.968000",
            month + " 3 -1033 -0.258250 -0.516500");
    assertThat(
            DATABASE.count(
                "ledger_entries where subject = 'storage' and month = ? and tenant <> ?",
                month,
                tenant.value()))
        .isZero();
  }

  @DisplayName("BILL-328 what is erased before the month and told late is taken back")
  @Test
  void shouldTakeBackWhatWasErasedBefore() {
    // Given
    String recording = UUID.randomUUID().toString();
    DATABASE.execute("delete from storage_rounds");
    DATABASE.execute("delete from stored_recordings");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(ready(Tenants.BOREAL, recording, Instant.parse("2034-07-20T12:00:00Z")));
      topics.send(ready(Tenants.AURORA, recording, Instant.parse("2034-07-20T12:00:00Z")));
      awaitCount("stored_recordings where recording_id = ? and bytes > 0", 2, recording);
      clock.stopAt(Instant.parse("2034-08-02T12:00:00Z"));
      meter.storage().await().indefinitely();

      // When
      topics.send(erased(Tenants.BOREAL, recording, Instant.parse("2034-07-31T12:00:00Z")));
      awaitCount(
          "stored_recordings where recording_id = ? and erased_at is not null", 1, recording);
      clock.stopAt(Instant.parse("2034-08-03T12:00:00Z"));
      meter.storage().await().indefinitely();
    }

    // Then: another organization's of the same id lies there on
    assertThat(entries(Tenants.BOREAL, "2034-08"))
        .containsExactly("2034-08 1 64 0.016000 0.032000", "2034-08 2 -64 -0.016000 -0.032000");
    assertThat(entries(Tenants.AURORA, "2034-08"))
        .containsExactly("2034-08 1 64 0.016000 0.032000", "2034-08 2 65 0.016250 0.032500");
  }

  private static List<String> entries(String subjectId) {
    return entriesWhere("subject_id like '%s'".formatted(subjectId));
  }

  private static List<String> entries(TenantId tenant, String month) {
    return entriesWhere(
        "subject = 'storage' and subject_id = '%s' and tenant = '%s'".formatted(month, tenant));
  }

  private static List<String> entriesWhere(String condition) {
    return DATABASE
        .rows(
            "select month || ' ' || number || ' ' || billed_quantity || ' ' || cost || ' ' || price"
                + " as entry from ledger_entries where %s order by month, number"
                    .formatted(condition))
        .stream()
        .map(row -> (String) row.get("entry"))
        .toList();
  }

  private static Event<NumberAcquired> acquired(TenantId tenant, String id) {
    return event(
        tenant,
        id,
        new NumberAcquired(
            id,
            E164.of("+551130001000"),
            Carrier.TWILIO,
            new ConnectionId(UUID.randomUUID().toString()),
            "local",
            List.of("voice"),
            Money.of("4.25", "USD"),
            "carla",
            ACQUIRED));
  }

  private static Event<NumberReleased> released(TenantId tenant, String id) {
    return event(
        tenant,
        id,
        new NumberReleased(
            id,
            E164.of("+551130001000"),
            Carrier.TWILIO,
            new ConnectionId(UUID.randomUUID().toString()),
            "carla",
            RELEASED));
  }

  private static Event<RecordingReady> ready(TenantId tenant, String id, Instant at) {
    return event(
        tenant,
        id,
        new RecordingReady(
            "call-" + id,
            id,
            "RE1",
            Carrier.TWILIO,
            "object",
            "audio/mpeg",
            60,
            2_000_000_000L,
            2,
            "/api/recordings/" + id + "/media",
            null,
            at,
            null));
  }

  private static Event<RecordingErased> erased(TenantId tenant, String id, Instant at) {
    return event(tenant, id, new RecordingErased("call-" + id, id, "carla", at, null, "erased"));
  }

  private static <T extends Record> Event<T> event(TenantId tenant, String id, T data) {
    return new Event<>(
        UuidV7.next().toString(),
        "/call-service",
        id,
        ACQUIRED,
        tenant,
        "cause-" + id,
        Topics.CALLS,
        tenant + ":" + id,
        data);
  }
}
