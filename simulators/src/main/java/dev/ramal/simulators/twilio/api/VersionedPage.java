package dev.ramal.simulators.twilio.api;

import dev.ramal.simulators.http.Exchange;
import dev.ramal.simulators.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The list document of Twilio's later APIs: page links are whole URLs below {@code meta}. */
public final class VersionedPage {
  private static final int DEFAULT_SIZE = 50;

  private VersionedPage() {}

  /**
   * @param url of the API
   */
  public static void answer(Exchange exchange, String url, String name, List<JsonObject> all) {
    Fields query = exchange.query();
    int size = Integer.parseInt(query.get("PageSize", String.valueOf(DEFAULT_SIZE)));
    int page = Integer.parseInt(query.get("Page", "0"));
    if (size < 1 || size > 1000 || page < 0) {
      throw TwilioErrors.bad(20001, "PageSize must be between 1 and 1000");
    }
    int start = Math.min(page * size, all.size());
    int end = Math.min(start + size, all.size());
    String path = url + exchange.path() + "?PageSize=" + size + "&Page=";
    exchange.answer(
        200,
        new JsonObject()
            .put(name, new JsonArray(all.subList(start, end)))
            .put(
                "meta",
                new JsonObject()
                    .put("key", name)
                    .put("page", page)
                    .put("page_size", size)
                    .put("url", path + page)
                    .put("first_page_url", path + 0)
                    .put("next_page_url", end < all.size() ? path + (page + 1) : null)
                    .put("previous_page_url", page > 0 ? path + (page - 1) : null)));
  }
}
