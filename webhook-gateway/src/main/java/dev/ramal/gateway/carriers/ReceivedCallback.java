package dev.ramal.gateway.carriers;

import dev.ramal.events.RawCallback;
import dev.ramal.events.carrier.FactOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A request as it came. Handlers see none that {@link CarrierWebhooks#verify} has not found
 * genuine.
 *
 * @param name what the path names beyond carrier and connection; null when it names nothing
 * @param pathAndQuery raw, as on the request line
 * @param headers looks one up; null when absent
 * @param form the body's fields; null when the body is no form
 */
public record ReceivedCallback(
    CarrierWebhooks carrier,
    WebhookConnection connection,
    String name,
    String pathAndQuery,
    String contentType,
    UnaryOperator<String> headers,
    byte[] body,
    FormBody form,
    Instant receivedAt) {
  private static final Pattern SECRETS =
      Pattern.compile("(^|&)(CallToken|StirPassportToken)=[^&]*");

  public String header(String name) {
    return headers.apply(name);
  }

  /** Fields of the address. Some carriers' signature covers them. */
  public FormBody query() {
    int query = pathAndQuery.indexOf('?');
    return FormBody.ofQuery(query < 0 ? null : pathAndQuery.substring(query + 1));
  }

  /** Where a fact of this callback comes from. */
  public FactOrigin origin(Instant occurredAt, Integer sequence) {
    return new FactOrigin(
        connection.carrier(), connection.id(), occurredAt, receivedAt, sequence, raw());
  }

  /** The id of a fact of this callback, for carriers that give none. */
  public String factId(String... parts) {
    return FactId.of(connection.carrier().wire(), connection.id().value(), parts);
  }

  /** The body as it may be kept: without what would let its reader act in the caller's name. */
  private RawCallback raw() {
    String text = new String(body, StandardCharsets.UTF_8);
    boolean bare =
        form == null || !(text.contains("CallToken=") || text.contains("StirPassportToken="));
    return new RawCallback(contentType, bare ? text : SECRETS.matcher(text).replaceAll("$1$2="));
  }
}
