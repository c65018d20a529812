package dev.ramal.messaging.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.messaging.carrier.MessageCarrier.Inbound;
import dev.ramal.messaging.carrier.MessageCarrier.UnknownIds;
import dev.ramal.messaging.carrier.NotListed;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was written to the numbers of an account. Telnyx lists no messages, but what it counted:
 * detail records name each message, and a message can be read for ten days.
 *
 * <p>Source: Telnyx's OpenAPI, {@code MessageDetailRecord}; ranges are days of UTC.
 */
@ApplicationScoped
class TelnyxInbox {
  private static final int PAGE = 50;

  /** Of one range in one look. */
  private static final int PAGES = 40;

  private final TelnyxApi telnyx;
  private final Clock clock;

  TelnyxInbox(TelnyxApi telnyx, Clock clock) {
    this.telnyx = telnyx;
    this.clock = clock;
  }

  /** One record; a field may be null. */
  record DetailRecord(String uuid, String direction, OffsetDateTime createdAt) {
    boolean isInbound(Instant from, Instant to) {
      return uuid != null
          && "inbound".equals(direction)
          && createdAt != null
          && !createdAt.toInstant().isBefore(from)
          && !createdAt.toInstant().isAfter(to);
    }
  }

  /** What one look has found so far. */
  private static final class Found {
    private final List<String> ids = new ArrayList<>();
    private boolean whole = true;
  }

  Uni<CarrierReply<Inbound>> read(
      CarrierAccount account, Instant from, Instant to, UnknownIds unknown) {
    Found found = new Found();
    return NotListed.orDone(
        Multi.createFrom()
            .iterable(ranges(from))
            .onItem()
            .transformToUniAndConcatenate(range -> page(account, range, 1, from, to, found))
            .collect()
            .asList()
            .chain(() -> unknown.of(found.ids))
            .chain(ids -> messages(account, ids))
            .map(messages -> new Inbound(messages, found.whole)));
  }

  private Uni<Void> page(
      CarrierAccount account, String range, int number, Instant from, Instant to, Found found) {
    Map<String, String> query =
        Map.of(
            "filter[record_type]",
            "messaging",
            "filter[date_range]",
            range,
            "page[number]",
            "" + number,
            "page[size]",
            "" + PAGE);
    return telnyx
        .get(account, "/detail_records", query, DetailRecord[].class)
        .map(NotListed::unlessDone)
        .chain(
            records -> {
              for (DetailRecord record : records) {
                if (record.isInbound(from, to)) {
                  found.ids.add(record.uuid());
                }
              }
              if (records.length < PAGE) {
                return Uni.createFrom().voidItem();
              }
              if (number == PAGES) {
                found.whole = false;
                return Uni.createFrom().voidItem();
              }
              return page(account, range, number + 1, from, to, found);
            });
  }

  /** The days, as Telnyx names them, that cover what lies behind. */
  private List<String> ranges(Instant from) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
    if (!first.isBefore(today)) {
      return List.of("today");
    }
    return first.isBefore(today.minusDays(1))
        ? List.of("last_week", "this_week")
        : List.of("yesterday", "today");
  }

  private Uni<List<CarrierMessageReceived>> messages(CarrierAccount account, List<String> ids) {
    return Multi.createFrom()
        .iterable(ids)
        .onItem()
        .transformToUniAndConcatenate(
            id ->
                telnyx
                    .get(account, "/messages/" + TelnyxApi.segment(id), Map.of(), JsonNode.class)
                    .map(reply -> message(account, reply)))
        .collect()
        .asList()
        .map(found -> found.stream().flatMap(List::stream).toList());
  }

  /** Empty for one that Telnyx does not give: the others are not held up by it. */
  private List<CarrierMessageReceived> message(
      CarrierAccount account, CarrierReply<JsonNode> reply) {
    return reply instanceof CarrierReply.Refused<JsonNode>
        ? List.of()
        : TelnyxInbound.read(account, NotListed.unlessDone(reply), clock.instant()).stream()
            .toList();
  }
}
