package dev.ramal.crm.hubspot;

import static dev.ramal.crm.hubspot.HubSpotFaults.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.AccessToken;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What belongs to a record: read from its associations, never from a search, whose index is late.
 * Only so does an empty answer prove that a call was not written.
 *
 * <p>Failure policy: what cannot be read whole proves nothing and fails.
 */
final class HubSpotActivities {
  private static final int IN_ONE_BATCH = 100;

  /** Of one record; whoever has more must be looked at by a person. */
  private static final int MOST = 5000;

  private final HubSpotApi api;

  HubSpotActivities(HubSpotApi api) {
    this.api = api;
  }

  /** The first activity of a deal, the newest first, that is the one. */
  Uni<Optional<String>> find(
      AccessToken token,
      String dealId,
      String kind,
      List<String> properties,
      Predicate<JsonNode> isIt) {
    return ofDeal(token, dealId, kind)
        .onItem()
        .transformToMulti(ids -> Multi.createFrom().iterable(batches(newestFirst(ids))))
        .onItem()
        .transformToUniAndConcatenate(ids -> batch(token, kind, ids, properties))
        .onItem()
        .transformToIterable(answer -> HubSpotRecords.rows(answer).filter(isIt).toList())
        .map(HubSpotRecords::id)
        .collect()
        .first()
        .map(Optional::ofNullable);
  }

  /** One answer that holds the records of all those ids. */
  Uni<JsonNode> read(AccessToken token, String kind, List<String> ids, List<String> properties) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode results = all.putArray("results");
    return Multi.createFrom()
        .iterable(batches(ids))
        .onItem()
        .transformToUniAndConcatenate(some -> batch(token, kind, some, properties))
        .onItem()
        .invoke(answer -> answer.path("results").forEach(results::add))
        .collect()
        .last()
        .replaceWith(all);
  }

  /** Ids of what is associated with a record; empty when nothing is. */
  Uni<List<String>> associated(AccessToken token, String kind, String id, String other) {
    return page(token, kind, id, other, null, 0);
  }

  /** The deal itself says what belongs to it, unless it is much; a deal that is gone is refused. */
  private Uni<List<String>> ofDeal(AccessToken token, String dealId, String kind) {
    return reading(api.deal(token.bearer(), dealId, kind))
        .map(deal -> deal.path("associations").path(kind))
        .chain(
            list ->
                list.has("paging")
                    ? associated(token, "deals", dealId, kind)
                    : Uni.createFrom()
                        .item(
                            StreamSupport.stream(list.path("results").spliterator(), false)
                                .map(HubSpotRecords::id)
                                .distinct()
                                .toList()));
  }

  private Uni<List<String>> page(
      AccessToken token, String kind, String id, String other, String after, int before) {
    return reading(api.associated(token.bearer(), kind, other, HubSpotApi.From.of(id, after)))
        .chain(
            answer -> {
              List<String> ids = HubSpotRecords.associated(answer);
              String next = HubSpotRecords.nextAssociated(answer);
              int soFar = before + ids.size();
              if (next == null) {
                return Uni.createFrom().item(ids);
              }
              return soFar > MOST
                  ? Uni.createFrom()
                      .failure(new CrmFault.Refused("more belongs to this record than is read"))
                  : page(token, kind, id, other, next, soFar).map(more -> joined(ids, more));
            });
  }

  private Uni<JsonNode> batch(
      AccessToken token, String kind, List<String> ids, List<String> properties) {
    return reading(api.read(token.bearer(), kind, HubSpotApi.Batch.of(ids, properties)))
        .invoke(HubSpotRecords::requireAllRead);
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  /** Ids grow, so the longer and greater is the newer; only how soon it is found hangs on that. */
  private static List<String> newestFirst(List<String> ids) {
    return ids.stream()
        .sorted(
            Comparator.comparingInt(String::length)
                .thenComparing(Comparator.naturalOrder())
                .reversed())
        .toList();
  }

  private static List<List<String>> batches(List<String> ids) {
    return IntStream.iterate(0, from -> from < ids.size(), from -> from + IN_ONE_BATCH)
        .mapToObj(from -> ids.subList(from, Math.min(from + IN_ONE_BATCH, ids.size())))
        .toList();
  }
}
