package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Telnyx's own record of what happened to legs, read page by page. */
@ApplicationScoped
class EventRecord {
  private static final int PAGE = 250;
  private static final int MOST_PAGES = 20;
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

  /** Telnyx's clock is not ours. */
  private static final Duration CLOCK_SLACK = Duration.ofSeconds(30);

  private final TelnyxApi telnyx;

  EventRecord(TelnyxApi telnyx) {
    this.telnyx = telnyx;
  }

  /** Of one leg. */
  Uni<CarrierReply<List<CallEvent>>> ofLeg(CarrierAccount account, String callLegId) {
    return read(account, Map.of("filter[leg_id]", callLegId), 1, new ArrayList<>());
  }

  /**
   * Everything since a time within the last 24 hours; {@code Refused} when that is more than can be
   * read. Telnyx takes one bound of time and no more.
   */
  Uni<CarrierReply<List<CallEvent>>> since(CarrierAccount account, Instant time) {
    return read(account, from(time), 1, new ArrayList<>());
  }

  /** The beginnings of legs since a time, one event each; else as {@link #since}. */
  Uni<CarrierReply<List<CallEvent>>> begunSince(CarrierAccount account, Instant time) {
    Map<String, String> filter = from(time);
    filter.put("filter[name]", "call.initiated");
    return read(account, filter, 1, new ArrayList<>());
  }

  private static Map<String, String> from(Instant time) {
    Map<String, String> filter = new LinkedHashMap<>();
    filter.put("filter[occurred_at][gte]", time.minus(CLOCK_SLACK).toString());
    return filter;
  }

  private Uni<CarrierReply<List<CallEvent>>> read(
      CarrierAccount account, Map<String, String> filter, int page, List<CallEvent> before) {
    if (page > MOST_PAGES) {
      return Uni.createFrom()
          .item(
              new CarrierReply.Refused<>(
                  413, "too-much", "more happened than can be looked through"));
    }
    Map<String, String> query = new LinkedHashMap<>(filter);
    query.put("page[number]", "" + page);
    query.put("page[size]", "" + PAGE);
    return telnyx
        .get(account, "/call_events", query, CallEvent[].class)
        .chain(
            reply -> {
              if (!(reply instanceof CarrierReply.Done<CallEvent[]> done)) {
                return Uni.createFrom().item(reply.map(events -> before));
              }
              List<CallEvent> events =
                  done.value() == null ? List.of() : Arrays.asList(done.value());
              before.addAll(events);
              return events.size() < PAGE
                  ? Uni.createFrom().item(new CarrierReply.Done<>(before))
                  : read(account, filter, page + 1, before);
            });
  }

  /**
   * One line of Telnyx's own record of what happened to legs ({@code GET /call_events}, 24 hours).
   *
   * @param name as in {@code call.hangup}
   * @param type command or webhook
   * @param metadata what was sent, in a form that has changed over time: fields are sought by name
   */
  record CallEvent(
      String callLegId,
      String callSessionId,
      OffsetDateTime eventTimestamp,
      String name,
      String type,
      JsonNode metadata) {

    /** Null when the metadata does not hold it. */
    String text(String field) {
      JsonNode value = metadata == null ? null : metadata.findValue(field);
      return value == null ? null : value.textValue();
    }

    /** A whole number, written as one or as text; null for anything else. */
    Integer whole(String field) {
      JsonNode value = metadata == null ? null : metadata.findValue(field);
      String text = value == null ? "" : value.asText();
      return WHOLE.matcher(text).matches() ? Integer.valueOf(text) : null;
    }

    /** When it happened; the carrier's own time of the event before that of the record. */
    Instant at() {
      String occurred = text("occurred_at");
      OffsetDateTime time = occurred == null ? eventTimestamp : OffsetDateTime.parse(occurred);
      return time == null ? null : time.toInstant();
    }
  }
}
