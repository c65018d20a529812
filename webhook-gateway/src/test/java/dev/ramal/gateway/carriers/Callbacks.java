package dev.ramal.gateway.carriers;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Requests as the ingress hands them on, made without it. */
public final class Callbacks {
  private static final String FORM = "application/x-www-form-urlencoded";

  private Callbacks() {}

  /**
   * @param name what the path names; null when it names nothing
   * @param query of the address, without the question mark
   */
  public static ReceivedCallback form(
      Carrier carrier, String connectionId, String name, String query, String body, Instant at) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return callback(carrier, connectionId, name, query, FORM, bytes, FormBody.parse(bytes), at);
  }

  public static ReceivedCallback json(
      Carrier carrier, String connectionId, byte[] body, Instant at) {
    return callback(carrier, connectionId, null, "", "application/json", body, null, at);
  }

  /** The same through a connection with one account. */
  public static ReceivedCallback json(
      Carrier carrier, String connectionId, String accountSid, byte[] body, Instant at) {
    ReceivedCallback bare = json(carrier, connectionId, body, at);
    WebhookConnection connection =
        new WebhookConnection(
            bare.connection().id(),
            bare.connection().tenant(),
            carrier,
            Set.of(accountSid),
            Set.of(),
            Set.of(),
            List.of(),
            null);
    return new ReceivedCallback(
        null, connection, null, "/x", "application/json", header -> null, body, null, at);
  }

  private static ReceivedCallback callback(
      Carrier carrier,
      String connectionId,
      String name,
      String query,
      String contentType,
      byte[] body,
      FormBody form,
      Instant at) {
    WebhookConnection connection =
        new WebhookConnection(
            new ConnectionId(connectionId),
            TenantId.of("aurora"),
            carrier,
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(),
            null);
    return new ReceivedCallback(
        null, connection, name, "/x?" + query, contentType, header -> null, body, form, at);
  }
}
