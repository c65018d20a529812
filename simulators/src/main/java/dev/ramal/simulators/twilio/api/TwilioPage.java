package dev.ramal.simulators.twilio.api;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Twilio's list document with its page links. */
public final class TwilioPage {
  private static final int DEFAULT_SIZE = 50;

  private TwilioPage() {}

  public static void answer(Exchange exchange, String name, List<JsonObject> all) {
    Fields query = exchange.query();
    int size = number(query, "PageSize", DEFAULT_SIZE);
    int page = number(query, "Page", 0);
    if (size < 1 || size > 1000) {
      throw TwilioErrors.bad(20001, "PageSize must be between 1 and 1000");
    }
    int start = Math.min(page * size, all.size());
    int end = Math.min(start + size, all.size());
    exchange.answer(
        200,
        new JsonObject()
            .put(name, new JsonArray(all.subList(start, end)))
            .put("page", page)
            .put("page_size", size)
            .put("start", start)
            .put("end", Math.max(start, end - 1))
            .put("uri", link(exchange, query, page, size))
            .put("first_page_uri", link(exchange, query, 0, size))
            .put("next_page_uri", end < all.size() ? link(exchange, query, page + 1, size) : null)
            .put("previous_page_uri", page > 0 ? link(exchange, query, page - 1, size) : null));
  }

  private static String link(Exchange exchange, Fields query, int page, int size) {
    Fields linked =
        new Fields()
            .addAll(query)
            .set("PageSize", String.valueOf(size))
            .set("Page", String.valueOf(page));
    return exchange.path() + "?" + linked.encode();
  }

  private static int number(Fields query, String name, int otherwise) {
    String text = query.get(name);
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
