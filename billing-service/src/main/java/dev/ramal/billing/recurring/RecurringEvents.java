package dev.ramal.billing.recurring;

import dev.ramal.billing.metering.KeepCallEvents;
import dev.ramal.events.calls.NumberAcquired;
import dev.ramal.events.calls.NumberReleased;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what numbers an organization has and what recordings lie in its store, as call-service
 * tells it: twice, late, and in any order.
 */
@ApplicationScoped
class RecurringEvents implements KeepCallEvents {
  private static final String NUMBERS =
      """
      insert into held_numbers as known
        (tenant, number_id, number, carrier, number_class, acquired_at, released_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
        $6::timestamptz[], $7::timestamptz[])
      on conflict (tenant, number_id) do update set
        number_class = coalesce(known.number_class, excluded.number_class),
        acquired_at = coalesce(known.acquired_at, excluded.acquired_at),
        released_at = coalesce(known.released_at, excluded.released_at)
      """;

  private static final String RECORDINGS =
      """
      insert into stored_recordings as known (tenant, recording_id, bytes, stored_at, erased_at)
      select * from unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[],
        $5::timestamptz[])
      on conflict (tenant, recording_id) do update set
        bytes = coalesce(known.bytes, excluded.bytes),
        stored_at = coalesce(known.stored_at, excluded.stored_at),
        erased_at = coalesce(known.erased_at, excluded.erased_at)
      """;

  /** One statement for each kind that is among the events. */
  @Override
  public Uni<Void> keep(Sql sql, List<Delivery> deliveries) {
    Map<String, Number> numbers = new LinkedHashMap<>();
    Map<String, Recording> recordings = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      if (delivery.isAccepted()) {
        delivery.attempt(() -> read(delivery.event(), numbers, recordings));
      }
    }
    List<Uni<?>> written = new ArrayList<>();
    if (!numbers.isEmpty()) {
      written.add(sql.query(NUMBERS, numbers(sorted(numbers))));
    }
    if (!recordings.isEmpty()) {
      written.add(sql.query(RECORDINGS, recordings(sorted(recordings))));
    }
    return Sql.together(written);
  }

  private static void read(
      ReceivedEvent event, Map<String, Number> numbers, Map<String, Recording> recordings) {
    String tenant = event.tenant().value();
    switch (event.type()) {
      case NumberAcquired.TYPE -> {
        NumberAcquired told = event.data(NumberAcquired.class);
        numbers.merge(
            tenant + "|" + told.numberId(),
            new Number(
                tenant,
                told.numberId(),
                told.number().value(),
                told.carrier().wire(),
                NumberClass.of(told.number(), told.type()),
                told.acquiredAt(),
                null),
            Number::with);
      }
      case NumberReleased.TYPE -> {
        NumberReleased told = event.data(NumberReleased.class);
        numbers.merge(
            tenant + "|" + told.numberId(),
            new Number(
                tenant,
                told.numberId(),
                told.number().value(),
                told.carrier().wire(),
                null,
                null,
                told.releasedAt()),
            Number::with);
      }
      case RecordingReady.TYPE -> {
        RecordingReady told = event.data(RecordingReady.class);
        recordings.merge(
            tenant + "|" + told.recordingId(),
            new Recording(tenant, told.recordingId(), told.bytes(), told.readyAt(), null),
            Recording::with);
      }
      case RecordingErased.TYPE -> {
        RecordingErased told = event.data(RecordingErased.class);
        recordings.merge(
            tenant + "|" + told.recordingId(),
            new Recording(tenant, told.recordingId(), null, null, told.erasedAt()),
            Recording::with);
      }
      default -> {}
    }
  }

  private static Object[] numbers(List<Number> rows) {
    return Columns.of(rows)
        .text(Number::tenant)
        .text(Number::id)
        .text(Number::number)
        .text(Number::carrier)
        .text(Number::numberClass)
        .instant(Number::acquiredAt)
        .instant(Number::releasedAt)
        .parameters();
  }

  private static Object[] recordings(List<Recording> rows) {
    return Columns.of(rows)
        .text(Recording::tenant)
        .text(Recording::id)
        .bigint(Recording::bytes)
        .instant(Recording::storedAt)
        .instant(Recording::erasedAt)
        .parameters();
  }

  /** Two sets lock their rows in the same order. */
  private static <T> List<T> sorted(Map<String, T> rows) {
    return rows.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** What is said first stays. */
  private static <T> T first(T one, T other) {
    return one == null ? other : one;
  }

  private record Number(
      String tenant,
      String id,
      String number,
      String carrier,
      String numberClass,
      Instant acquiredAt,
      Instant releasedAt) {
    Number with(Number other) {
      return new Number(
          tenant,
          id,
          number,
          carrier,
          first(numberClass, other.numberClass),
          first(acquiredAt, other.acquiredAt),
          first(releasedAt, other.releasedAt));
    }
  }

  private record Recording(
      String tenant, String id, Long bytes, Instant storedAt, Instant erasedAt) {
    Recording with(Recording other) {
      return new Recording(
          tenant,
          id,
          first(bytes, other.bytes),
          first(storedAt, other.storedAt),
          first(erasedAt, other.erasedAt));
    }
  }
}
