package dev.ramal.simulators.telnyx;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Telnyx's list document with its page numbers. */
final class TelnyxPage {
  private static final int DEFAULT_SIZE = 20;

  private TelnyxPage() {}

  static void answer(Exchange exchange, List<JsonObject> all) {
    Fields query = exchange.query();
    int size = Integer.parseInt(query.get("page[size]", String.valueOf(DEFAULT_SIZE)));
    int page = Integer.parseInt(query.get("page[number]", "1"));
    if (size < 1 || size > 250 || page < 1) {
      throw TelnyxErrors.error(
          400, "10015", "Bad Request", "page[size] is 1 to 250, page[number] from 1", null);
    }
    int start = Math.min((page - 1) * size, all.size());
    int end = Math.min(start + size, all.size());
    exchange.answer(
        200,
        new JsonObject()
            .put("data", new JsonArray(all.subList(start, end)))
            .put(
                "meta",
                new JsonObject()
                    .put("page_number", page)
                    .put("page_size", size)
                    .put("total_pages", (all.size() + size - 1) / size)
                    .put("total_results", all.size())));
  }
}
