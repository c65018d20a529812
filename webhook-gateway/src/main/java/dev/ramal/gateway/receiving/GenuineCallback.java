package dev.ramal.gateway.receiving;

import dev.ramal.events.RawCallback;
import dev.ramal.gateway.connections.Connection;
import dev.ramal.gateway.verification.FormBody;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A request that its carrier has signed.
 *
 * @param pathAndQuery raw, as on the request line
 * @param form the body's fields; null when the body is no form
 */
public record GenuineCallback(
    Target target,
    Connection connection,
    String pathAndQuery,
    String contentType,
    MultiMap headers,
    byte[] body,
    FormBody form,
    Instant receivedAt) {
  private static final Pattern SECRETS =
      Pattern.compile("(^|&)(CallToken|StirPassportToken)=[^&]*");

  /** Fields of the address. Twilio's signature covers them, Telnyx's does not. */
  public FormBody query() {
    int query = pathAndQuery.indexOf('?');
    return FormBody.ofQuery(query < 0 ? null : pathAndQuery.substring(query + 1));
  }

  /** The body as it may be kept: without what would let its reader act in the caller's name. */
  public RawCallback raw() {
    String text = new String(body, StandardCharsets.UTF_8);
    boolean bare =
        form == null || !(text.contains("CallToken=") || text.contains("StirPassportToken="));
    return new RawCallback(contentType, bare ? text : SECRETS.matcher(text).replaceAll("$1$2="));
  }
}
