package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.context.Ids;
import io.vertx.core.json.JsonObject;

/**
 * Where one event of a CRM account is sent.
 *
 * @param header name of a header to be sent; null for none
 * @param key value of that header; never shown again
 */
record RdSubscription(
    String id, String name, String event, String url, String header, String key, String at) {

  /** As the API was asked for it. */
  static RdSubscription of(JsonObject given, String now) {
    return new RdSubscription(
        Ids.uuid(),
        given.getString("name"),
        given.getString("event_name"),
        given.getString("url"),
        given.getString("auth_header"),
        given.getString("auth_key"),
        now);
  }

  /**
   * As the API shows it.
   *
   * @param status active or suspended
   */
  JsonObject shown(String status) {
    return new JsonObject()
        .put("id", id)
        .put("name", name)
        .put("event_name", event)
        .put("http_method", "POST")
        .put("url", url)
        .put("status", status)
        .put("created_at", at)
        .put("updated_at", at);
  }
}
