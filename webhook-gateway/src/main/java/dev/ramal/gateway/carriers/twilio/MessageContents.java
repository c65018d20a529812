package dev.ramal.gateway.carriers.twilio;

import dev.ramal.events.MessageContent;
import dev.ramal.gateway.carriers.FieldValues;
import dev.ramal.gateway.carriers.FormBody;
import java.util.Set;

/** What comes by WhatsApp and is neither text nor media. */
final class MessageContents {
  /** Types whose whole content stands in the text or in the media. */
  private static final Set<String> PLAIN =
      Set.of(
          "text",
          "image",
          "audio",
          "voice",
          "video",
          "document",
          "sticker",
          "media",
          "button",
          "interactive",
          "list");

  private MessageContents() {}

  /** Null for a message that is only text and media. */
  static MessageContent of(FormBody form) {
    MessageContent place =
        FieldValues.placeOrNull(
            form.text("Latitude"),
            form.text("Longitude"),
            form.text("Label"),
            form.text("Address"));
    MessageContent button =
        FieldValues.buttonOrNull(form.text("ButtonPayload"), form.text("ButtonText"));
    if (place == null && button != null) {
      return button;
    }
    String type = FieldValues.wordOrNull(form.text("MessageType"));
    if (place != null || type == null || PLAIN.contains(type)) {
      return place;
    }
    return new MessageContent(type, null);
  }
}
