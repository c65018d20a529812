package dev.ramal.messaging.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Channel;
import dev.ramal.events.CleanText;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.E164;
import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import dev.ramal.events.Money;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.FactOrigin;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An inbound message as Telnyx's API shows it; no field is promised. */
final class TelnyxInbound {
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private TelnyxInbound() {}

  /**
   * Empty for what is none, or was written to somebody else: the key may see other profiles, and
   * other organizations of one account.
   */
  static Optional<CarrierMessageReceived> read(
      CarrierAccount account, JsonNode message, Instant now) {
    String id = text(message, "id");
    String to = party(message.path("to"));
    String profile = text(message, "messaging_profile_id");
    boolean ours =
        E164.isValid(to)
            && account.owns(E164.of(to))
            && (profile == null || profile.equals(account.messagingProfileId()));
    if (id == null || !ours || !"inbound".equals(text(message, "direction"))) {
      return Optional.empty();
    }
    String type = text(message, "type");
    boolean whatsapp = type != null && type.toUpperCase(Locale.ROOT).equals("WHATSAPP");
    String body = text(message, "text");
    List<Media> media = media(message.path("media"));
    return Optional.of(
        new CarrierMessageReceived(
            null,
            id,
            party(message.path("from")),
            to,
            whatsapp ? Channel.WHATSAPP : Channel.SMS,
            body == null ? "" : body,
            media,
            whatsapp && body == null && media.isEmpty()
                ? new MessageContent(MessageContent.UNKNOWN, null)
                : null,
            null,
            null,
            null,
            message.path("parts").isInt() ? message.path("parts").intValue() : null,
            null,
            cost(message.path("cost")),
            new FactOrigin(
                account.carrier(),
                new ConnectionId(account.connectionId()),
                time(text(message, "received_at"), now),
                now,
                null,
                null)));
  }

  private static String party(JsonNode parties) {
    JsonNode party = parties.isArray() ? parties.path(0) : parties;
    return party.isTextual() ? CleanText.of(party.textValue()) : text(party, "phone_number");
  }

  private static List<Media> media(JsonNode items) {
    List<Media> media = new ArrayList<>();
    for (JsonNode item : items) {
      String url = text(item, "url");
      if (url != null) {
        media.add(new Media(url, text(item, "content_type"), null, text(item, "sha256")));
      }
    }
    return media;
  }

  /** Null where Telnyx has not said. */
  private static Money cost(JsonNode cost) {
    String amount = cost.path("amount").asText("");
    String currency = text(cost, "currency");
    return AMOUNT.matcher(amount).matches()
            && currency != null
            && CURRENCY.matcher(currency).matches()
        ? Money.of(amount, currency)
        : null;
  }

  private static Instant time(String told, Instant otherwise) {
    try {
      return told == null ? otherwise : OffsetDateTime.parse(told).toInstant();
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() && !value.textValue().isBlank()
        ? CleanText.of(value.textValue())
        : null;
  }
}
