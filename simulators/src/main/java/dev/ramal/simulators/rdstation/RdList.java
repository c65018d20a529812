package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A filtered, sorted page. Two traps of the real API are kept: links carry a prefix that no gateway
 * routes, and without a sort the order of a list longer than a page is arbitrary.
 */
final class RdList {
  private static final int DEFAULT_SIZE = 25;
  private static final int LARGEST = 200;

  /**
   * What a list may be filtered and sorted by. One of which neither is described keeps its order.
   */
  record Listing(Set<String> filterable, Set<String> sortable) {
    static final Listing PLAIN = new Listing(Set.of(), Set.of());

    /** Refuses every parameter that the list does not have. */
    private void check(Fields query) {
      for (String name : query.names()) {
        boolean sort =
            name.startsWith("sort[")
                && name.endsWith("]")
                && sortable.contains(name.substring("sort[".length(), name.length() - 1));
        if (!sort && !Set.of("filter", "page[number]", "page[size]").contains(name)) {
          throw RdErrors.error(400, "unknown parameter: " + name);
        }
        if (sort && !Set.of("asc", "desc").contains(query.get(name, ""))) {
          throw RdErrors.error(400, name + " must be asc or desc");
        }
      }
    }
  }

  private RdList() {}

  static void answer(Exchange exchange, String base, Collection<JsonObject> all, Listing listing) {
    Fields query = exchange.query();
    listing.check(query);
    int size = Integer.parseInt(query.get("page[size]", String.valueOf(DEFAULT_SIZE)));
    int page = Integer.parseInt(query.get("page[number]", "1"));
    if (size < 1 || size > LARGEST || page < 1) {
      throw RdErrors.error(400, "page[size] must be between 1 and 200");
    }
    List<JsonObject> found =
        new ArrayList<>(
            all.stream().filter(Rdql.parse(query.get("filter"), listing.filterable())).toList());
    sort(found, query, listing.equals(Listing.PLAIN) ? found.size() : size);
    int pages = Math.max(1, (found.size() + size - 1) / size);
    int start = Math.min((page - 1) * size, found.size());
    JsonObject links =
        new JsonObject()
            .put("first", link(exchange, base, 1))
            .put("self", link(exchange, base, page))
            .put("last", link(exchange, base, pages));
    if (page > 1) {
      links.put("prev", link(exchange, base, page - 1));
    }
    if (page < pages) {
      links.put("next", link(exchange, base, page + 1));
    }
    exchange.answer(
        200,
        new JsonObject()
            .put("data", new JsonArray(found.subList(start, Math.min(start + size, found.size()))))
            .put("links", links));
  }

  private static void sort(List<JsonObject> found, Fields query, int size) {
    String sort =
        query.names().stream().filter(n -> n.startsWith("sort[")).findFirst().orElse(null);
    if (sort == null) {
      if (found.size() > size) {
        Collections.shuffle(found);
      }
      return;
    }
    String field = sort.substring("sort[".length(), sort.length() - 1);
    Comparator<JsonObject> order =
        Comparator.comparing(record -> String.valueOf(record.getValue(field)));
    found.sort("desc".equals(query.get(sort)) ? order.reversed() : order);
  }

  private static String link(Exchange exchange, String base, int page) {
    String path = exchange.path().replaceFirst("^/crm/v2", "/api/v2");
    Fields query = new Fields().addAll(exchange.query()).set("page[number]", String.valueOf(page));
    return base + path + "?" + query.encode();
  }
}
