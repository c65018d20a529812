package dev.ramal.billing.exports;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static dev.ramal.billing.fixtures.BillingApi.awaitCount;
import static dev.ramal.billing.fixtures.BillingApi.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.billing.fixtures.MessageEvents;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.TopicProbe;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BillingTest
class ReplayTest {
  private static final String MONTH = "2036-05";

  @DisplayName(
      "BILL-330 a day replayed shuffled, five times and late gives a ledger export of the same"
          + " bytes")
  @ParameterizedTest
  @CsvSource({"aurora, davi", "boreal, fabio"})
  void shouldExportTheSameBytes(String organization, String user) {
    // Given
    TenantId tenant = TenantId.of(organization);
    List<Event<?>> day = day(tenant);
    deliver(day);
    JsonPath entries = export(user, "csv");
    JsonPath first = export(user, "csv-by-usage");
    String columns = export(user, "parquet-by-usage").getString("sha256");
    String bytes = file(user, first);

    // When
    forget(tenant);
    List<Event<?>> again = new ArrayList<>();
    for (int time = 0; time < 5; time++) {
      again.addAll(day);
    }
    Collections.shuffle(again, new Random(11));
    deliver(again);
    JsonPath second = export(user, "csv-by-usage");
    String replayed = file(user, second);
    String secondColumns = export(user, "parquet-by-usage").getString("sha256");
    forget(tenant);
    deliver(day.stream().filter(event -> !isLate(day, event)).toList());
    deliver(day.stream().filter(event -> isLate(day, event)).toList());
    JsonPath delayed = export(user, "csv-by-usage");
    String delayedColumns = export(user, "parquet-by-usage").getString("sha256");

    // Then
    assertThat(file(user, delayed)).isEqualTo(bytes);
    assertThat(delayed.getString("sha256")).isEqualTo(first.getString("sha256"));
    assertThat(List.of(secondColumns, delayedColumns)).containsOnly(columns);
    assertThat(replayed.lines().filter(line -> !bytes.contains(line))).isEmpty();
    assertThat(bytes.lines().filter(line -> !replayed.contains(line))).isEmpty();
    assertThat(second.getString("sha256")).isEqualTo(first.getString("sha256"));
    assertThat(bytes.lines().filter(line -> line.startsWith("usage,"))).hasSize(12 * 2 + 4 + 6);
    assertThat(first.getMap("total")).isEqualTo(entries.getMap("total"));
    assertThat(first.getMap("cost")).isEqualTo(entries.getMap("cost"));
    assertThat(entries.getLong("rows")).isGreaterThan(first.getLong("rows"));
  }

  /**
   * Calls that are corrected, costed, answered by nobody after all; messages that arrive or fail.
   */
  private static List<Event<?>> day(TenantId tenant) {
    List<Event<?>> day = new ArrayList<>();
    for (int i = 10; i < 26; i++) {
      CallEvents call = CallEvents.of(tenant, MONTH + "-10T15:00:" + i + "Z");
      boolean answered = i < 22;
      day.add(call.ended(0, "mobile", 31 + i));
      day.add(call.ended(1, i % 2 == 0 ? "mobile" : "landline", answered ? 61 + i : 0));
      if (answered && i % 3 == 0) {
        day.add(call.costed("0.0" + i, "USD"));
      }
    }
    for (int i = 10; i < 18; i++) {
      MessageEvents message =
          MessageEvents.of(
              tenant, i % 2 == 0 ? Channel.SMS : Channel.WHATSAPP, MONTH + "-11T15:00:" + i + "Z");
      day.add(message.sent(1 + i % 3));
      day.add(i < 16 ? message.delivered(1 + i % 3) : message.failed());
    }
    return day;
  }

  /** A third of them, ends and costs alike, comes after all others were booked. */
  private static boolean isLate(List<Event<?>> day, Event<?> event) {
    return day.indexOf(event) % 3 == 0;
  }

  private static void deliver(List<Event<?>> events) {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      events.forEach(topics::send);
      Set<String> ids = events.stream().map(Event::id).collect(Collectors.toSet());
      awaitCount(
          "inbox where event_id = any(string_to_array(?, ','))", ids.size(), String.join(",", ids));
    }
  }

  /** As in a database that never heard of the month. */
  private static void forget(TenantId tenant) {
    DATABASE.execute(
        """
        set session_replication_role = replica;
        update ledger_seal set horizon = '0';
        delete from inbox where tenant = '%1$s';
        delete from metered_uses where tenant = '%1$s' and to_char(occurred_at, 'YYYY-MM') = '%2$s';
        delete from ledger_chain where tenant = '%1$s';
        delete from ledger_entries where tenant = '%1$s' and month = '%2$s';
        delete from month_sums where tenant = '%1$s' and month = '%2$s';
        reset session_replication_role
        """
            .formatted(tenant.value(), MONTH));
  }

  private static JsonPath export(String user, String format) {
    return post(user, "/api/billing/exports", Map.of("month", MONTH, "format", format))
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  private static String file(String user, JsonPath export) {
    return BillingApi.as(user)
        .get(export.getString("file"))
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
