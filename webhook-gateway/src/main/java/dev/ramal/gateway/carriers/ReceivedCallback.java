package dev.ramal.gateway.carriers;

import dev.ramal.events.CleanText;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.FactOrigin.RawCallback;
import dev.ramal.events.quarantine.CallbackQuarantined;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final int ID_BYTES = 16;
  private static final ThreadLocal<MessageDigest> DIGESTS =
      ThreadLocal.withInitial(ReceivedCallback::newDigest);

  /** What helps a reader of a quarantined one; signatures and credentials are not among them. */
  private static final List<String> USUAL_HEADERS = List.of("content-type", "user-agent");

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

  /**
   * The id of a fact of this callback, for carriers that give none: a hash of the signed content
   * that identifies the fact.
   *
   * <p>Failure policy: the carrier's own idempotency header is not signed and therefore no part of
   * it. Two facts that differ in nothing that is signed become one; that loses nothing but an
   * indistinguishable repetition.
   *
   * @param parts what identifies the fact; null counts as empty
   */
  public String factId(String... parts) {
    return id(connection.id(), connection.carrier().wire(), parts);
  }

  /**
   * Keeps it so that a later version can take it in, without what would let its reader act in the
   * caller's name. Repetitions have the same id.
   */
  public Event<CallbackQuarantined> quarantined(String reason) {
    Map<String, String> kept = new LinkedHashMap<>();
    USUAL_HEADERS.forEach(each -> keep(kept, each));
    carrier.tellingHeaders().forEach(each -> keep(kept, each));
    String connectionId = connection.id().value();
    String base64 = Base64.getEncoder().encodeToString(bare(body));
    return new Event<>(
        idOfQuarantined(connection.id(), pathAndQuery, base64),
        Translation.SOURCE,
        connectionId,
        receivedAt,
        connection.tenant(),
        null,
        Topics.QUARANTINE,
        connection.tenant().value() + ":" + connectionId,
        new CallbackQuarantined(
            connectionId,
            connection.tenant(),
            connection.carrier(),
            pathAndQuery,
            reason,
            contentType,
            base64,
            kept,
            receivedAt));
  }

  /** Of one that is kept whole: the same for each repetition. */
  public static String idOfQuarantined(ConnectionId connection, String path, String bodyBase64) {
    return id(connection, "quarantine", path, bodyBase64);
  }

  private void keep(Map<String, String> kept, String name) {
    String value = header(name);
    if (value != null) {
      kept.put(name, value);
    }
  }

  /** A hash, the connection's id in it, so that one organization cannot take another's ids. */
  private static String id(ConnectionId connection, String prefix, String... parts) {
    MessageDigest digest = DIGESTS.get();
    digest.update(connection.value().getBytes(StandardCharsets.UTF_8));
    for (String part : parts) {
      digest.update((byte) '\n');
      if (part != null) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    return prefix + "-" + HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private RawCallback raw() {
    return new RawCallback(
        contentType, CleanText.of(new String(bare(body), StandardCharsets.UTF_8)));
  }

  /** The body as it may be kept: without what would let its reader act in the caller's name. */
  private byte[] bare(byte[] whole) {
    if (form == null) {
      return whole;
    }
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    return text.contains("CallToken=") || text.contains("StirPassportToken=")
        ? SECRETS.matcher(text).replaceAll("$1$2=").getBytes(StandardCharsets.ISO_8859_1)
        : whole;
  }
}
