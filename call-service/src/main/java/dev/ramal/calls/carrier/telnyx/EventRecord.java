package dev.ramal.calls.carrier.telnyx;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Telnyx's own record of what happened to legs, read page by page. */
@ApplicationScoped
class EventRecord {
  private static final int PAGE = 250;
  private static final int MOST_PAGES = 20;

  private final TelnyxApi telnyx;

  EventRecord(TelnyxApi telnyx) {
    this.telnyx = telnyx;
  }

  /** Of one leg. */
  Uni<CarrierReply<List<CallEvent>>> ofLeg(CarrierAccount account, String callLegId) {
    return read(account, Map.of("filter[leg_id]", callLegId), 1, new ArrayList<>());
  }

  /** Everything of the last 24 hours; {@code Refused} when that is more than can be read. */
  Uni<CarrierReply<List<CallEvent>>> all(CarrierAccount account) {
    return read(account, Map.of(), 1, new ArrayList<>());
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
}
