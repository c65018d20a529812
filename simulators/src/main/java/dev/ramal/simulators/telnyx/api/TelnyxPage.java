package dev.ramal.simulators.telnyx.api;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Telnyx's list document with its page numbers. */
public final class TelnyxPage {
  private static final int DEFAULT_SIZE = 20;

  private TelnyxPage() {}

  /** What every list takes beside its filters. */
  public static final String NUMBER = "page[number]";

  public static final String SIZE = "page[size]";

  public static void answer(Exchange exchange, List<JsonObject> all) {
    Slice slice = Slice.of(exchange);
    exchange.answer(
        200,
        new JsonObject()
            .put("data", slice.of(all))
            .put(
                "meta",
                new JsonObject()
                    .put("page_number", slice.page())
                    .put("page_size", slice.size())
                    .put("total_pages", (all.size() + slice.size() - 1) / slice.size())
                    .put("total_results", all.size())));
  }

  /** The asked part of a list. */
  public record Slice(int page, int size) {
    public static Slice of(Exchange exchange) {
      Fields query = exchange.query();
      int size = Integer.parseInt(query.get(SIZE, String.valueOf(DEFAULT_SIZE)));
      int page = Integer.parseInt(query.get(NUMBER, "1"));
      if (size < 1 || size > 250 || page < 1) {
        throw TelnyxErrors.error(
            400, "10015", "Bad Request", "page[size] is 1 to 250, page[number] from 1", null);
      }
      return new Slice(page, size);
    }

    public JsonArray of(List<JsonObject> all) {
      int start = Math.min((page - 1) * size, all.size());
      return new JsonArray(all.subList(start, Math.min(start + size, all.size())));
    }
  }
}
