package dev.ramal.messaging.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.messaging.carrier.MessageCarrier.Inbound;
import dev.ramal.messaging.carrier.MessageCarrier.UnknownIds;
import dev.ramal.messaging.carrier.NotListed;
import dev.ramal.messaging.carrier.telnyx.MessageDetailRecords.DetailRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was written to the numbers of an account. Telnyx lists no messages, but what it counted:
 * detail records name each message, and a message can be read for ten days.
 *
 * <p>Source: Telnyx's OpenAPI, {@code MessageDetailRecord}; the filters and the order as the page
 * "Search detail records" of its reference shows them.
 */
@ApplicationScoped
class TelnyxInbox {
  private final TelnyxApi telnyx;
  private final Clock clock;

  TelnyxInbox(TelnyxApi telnyx, Clock clock) {
    this.telnyx = telnyx;
    this.clock = clock;
  }

  Uni<CarrierReply<Inbound>> read(
      CarrierAccount account, Instant from, Instant to, UnknownIds unknown) {
    MessageDetailRecords records = new MessageDetailRecords(from, to);
    return NotListed.orDone(
        pages(account, days(from, to), records)
            .chain(() -> unknown.of(records.ids()))
            .map(records::lookUps)
            .chain(
                due ->
                    messages(account, due.ids())
                        .map(found -> new Inbound(found, due.until(), records.isHidden()))));
  }

  private Uni<Void> pages(
      CarrierAccount account, Map<String, String> filter, MessageDetailRecords records) {
    Map<String, String> query = new LinkedHashMap<>(filter);
    query.put("sort", "-created_at");
    query.put("page[number]", "" + records.nextPage());
    query.put("page[size]", "" + MessageDetailRecords.PAGE);
    return telnyx
        .get(account, "/detail_records", query, DetailRecord[].class)
        .map(NotListed::unlessDone)
        .chain(
            page ->
                records.add(List.of(page))
                    ? pages(account, filter, records)
                    : Uni.createFrom().voidItem());
  }

  /** Telnyx takes days: what a narrower time leaves out is left out here. */
  private static Map<String, String> days(Instant from, Instant to) {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("filter[record_type]", "messaging");
    filter.put("filter[direction]", "inbound");
    filter.put("filter[created_at][gte]", "" + LocalDate.ofInstant(from, ZoneOffset.UTC));
    filter.put("filter[created_at][lt]", "" + LocalDate.ofInstant(to, ZoneOffset.UTC).plusDays(1));
    return filter;
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
