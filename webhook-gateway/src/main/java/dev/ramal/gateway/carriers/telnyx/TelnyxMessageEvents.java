package dev.ramal.gateway.carriers.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.Channel;
import dev.ramal.events.CleanText;
import dev.ramal.events.Media;
import dev.ramal.events.MessageContent;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.gateway.carriers.FieldValues;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Events of messages. The status lives in the recipient, not in the event's name. */
final class TelnyxMessageEvents {
  private static final int MAX_MEDIA = 50;

  /** Telnyx names its messages by UUIDs. */
  private static final Pattern MESSAGE_ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4,12}){4}");

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private TelnyxMessageEvents() {}

  /** Null when the event is none of these. */
  static Translation translateOrNull(TelnyxCallback event) {
    return switch (event.type()) {
      case "message.received" -> received(event);
      case "message.sent", "message.finalized", "message.read" -> status(event);
      default -> null;
    };
  }

  private static Translation status(TelnyxCallback event) {
    JsonNode recipients = event.payload().path("to");
    if (recipients.isArray() && recipients.size() > 1) {
      return Translation.Unknown.because("one message to several recipients; we send none such");
    }
    MessageStatus status = neutral(TelnyxCallback.text(recipients.path(0), "status"));
    if (status == null) {
      return Translation.Unknown.because("a recipient status this version does not know");
    }
    JsonNode error = event.payload().path("errors").path(0);
    String id = event.required("id");
    String messageId = messageId(event);
    return new Translation.Fact(
        event.id(),
        messageId != null ? messageId : id,
        new CarrierMessageStatus(
            messageId,
            id,
            status,
            TelnyxCallback.text(error, "code"),
            errorText(error),
            cost(event.payload().path("cost")),
            event.number("parts"),
            event.origin()));
  }

  private static MessageStatus neutral(String status) {
    if (status == null) {
      return null;
    }
    return switch (status) {
      case "queued", "scheduled" -> MessageStatus.ACCEPTED;
      case "sending" -> MessageStatus.SENDING;
      case "sent" -> MessageStatus.SENT;
      case "delivered" -> MessageStatus.DELIVERED;
      case "read" -> MessageStatus.READ;
      case "delivery_failed" -> MessageStatus.UNDELIVERED;
      case "sending_failed" -> MessageStatus.FAILED;
      case "delivery_unconfirmed" -> MessageStatus.UNCONFIRMED;
      case "expired" -> MessageStatus.EXPIRED;
      default -> null;
    };
  }

  /**
   * Our id travels in the query of the callback's address. The address that was called is not
   * signed, so it is not asked; the body, which is, repeats it.
   */
  private static String messageId(TelnyxCallback event) {
    String address = event.text("webhook_url");
    int query = address == null ? -1 : address.indexOf('?');
    return query < 0
        ? null
        : FieldValues.ourIdOrNull(FormBody.ofQuery(address.substring(query + 1)).text("message"));
  }

  private static String errorText(JsonNode error) {
    String title = TelnyxCallback.text(error, "title");
    String detail = TelnyxCallback.text(error, "detail");
    return title == null || detail == null ? title : title + ": " + detail;
  }

  private static Money cost(JsonNode cost) {
    BigDecimal amount = FieldValues.amountOrNull(TelnyxCallback.text(cost, "amount"));
    String currency = TelnyxCallback.text(cost, "currency");
    return amount == null || currency == null || !CURRENCY.matcher(currency).matches()
        ? null
        : new Money(amount, currency);
  }

  private static Translation received(TelnyxCallback event) {
    String type = event.required("type").toUpperCase(Locale.ROOT);
    if (!List.of("SMS", "MMS", "WHATSAPP").contains(type)) {
      return Translation.Unknown.because("a message by a channel this version does not know");
    }
    String from = party(event.payload().path("from"));
    String to = party(first(event.payload().path("to")));
    if (to == null) {
      throw RejectedCallback.missing("data.payload.to");
    }
    List<Media> media = media(event.payload().path("media"));
    boolean whatsapp = "WHATSAPP".equals(type);
    MessageContent button = whatsapp ? button(event) : null;
    String told = event.text("text");
    String text = told == null && button != null ? button.button().title() : told;
    return new Translation.Fact(
        event.id(),
        from != null ? from : to,
        new CarrierMessageReceived(
            null,
            event.required("id"),
            from,
            to,
            whatsapp ? Channel.WHATSAPP : Channel.SMS,
            text == null ? "" : text,
            media,
            button != null
                ? button
                : whatsapp ? content(event, text == null && media.isEmpty()) : null,
            null,
            null,
            whatsapp ? answered(event) : null,
            event.number("parts"),
            null,
            cost(event.payload().path("cost")),
            event.origin()));
  }

  /** As Meta tells it: of a message of ours within the window, or of a template. */
  private static MessageContent button(TelnyxCallback event) {
    JsonNode message = event.payload().path("whatsapp_message");
    JsonNode reply = message.path("interactive").path("button_reply");
    JsonNode button = message.path("button");
    MessageContent tapped =
        FieldValues.buttonOrNull(
            TelnyxCallback.text(reply, "id"), TelnyxCallback.text(reply, "title"));
    return tapped != null
        ? tapped
        : FieldValues.buttonOrNull(
            TelnyxCallback.text(button, "payload"), TelnyxCallback.text(button, "text"));
  }

  /**
   * What is neither text nor media. The shape of WhatsApp's messages is not published for what
   * comes in: read as what goes out is written, and never shown as nothing.
   */
  private static MessageContent content(TelnyxCallback event, boolean empty) {
    JsonNode message = event.payload().path("whatsapp_message");
    JsonNode location = message.path("location");
    MessageContent place =
        FieldValues.placeOrNull(
            location.path("latitude").asText(null),
            location.path("longitude").asText(null),
            TelnyxCallback.text(location, "name"),
            TelnyxCallback.text(location, "address"));
    if (place != null || !empty) {
      return place;
    }
    String kind = FieldValues.wordOrNull(TelnyxCallback.text(message, "type"));
    return new MessageContent(kind == null ? MessageContent.UNKNOWN : kind, null);
  }

  /**
   * The message that this one quotes: what goes out names it in a context, and so may what comes
   * in. Null when it quotes none, or names it by WhatsApp's id, which nobody here knows.
   */
  private static String answered(TelnyxCallback event) {
    JsonNode context = event.payload().path("whatsapp_message").path("context");
    String told = TelnyxCallback.text(context, "message_id");
    String id = told != null ? told : TelnyxCallback.text(context, "id");
    return id != null && MESSAGE_ID.matcher(id).matches() ? id : null;
  }

  private static JsonNode first(JsonNode parties) {
    return parties.isArray() ? parties.path(0) : parties;
  }

  /** An object today, a plain text in older bodies; null when it names nobody. */
  private static String party(JsonNode party) {
    String number =
        party.isTextual()
            ? CleanText.of(party.textValue())
            : TelnyxCallback.text(party, "phone_number");
    return number == null || number.isBlank() ? null : number.strip();
  }

  private static List<Media> media(JsonNode items) {
    List<Media> media = new ArrayList<>();
    for (JsonNode item : items) {
      String url = TelnyxCallback.text(item, "url");
      if (url != null && media.size() < MAX_MEDIA) {
        String hash = TelnyxCallback.text(item, "sha256");
        Integer size = TelnyxCallback.number(item, "size");
        media.add(
            new Media(
                url,
                TelnyxCallback.text(item, "content_type"),
                size == null ? null : size.longValue(),
                hash != null ? hash : TelnyxCallback.text(item, "hash_sha256")));
      }
    }
    return media;
  }
}
