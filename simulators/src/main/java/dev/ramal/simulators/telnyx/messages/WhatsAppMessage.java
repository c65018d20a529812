package dev.ramal.simulators.telnyx.messages;

import dev.ramal.simulators.http.ApiError;
import dev.ramal.simulators.telnyx.api.TelnyxErrors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The strict check of {@code whatsapp_message}, which Telnyx passes on to Meta. */
final class WhatsAppMessage {
  private static final List<String> FILES = List.of("image", "audio", "video", "document");
  private static final int MOST_BUTTONS = 3;
  private static final int LONGEST_TITLE = 20;

  private WhatsAppMessage() {}

  /** Its text, caption or question; empty where it has none. */
  static String text(JsonObject message) {
    String type = message.getString("type", "text");
    if (FILES.contains(type)) {
      return file(type, message.getJsonObject(type, new JsonObject()));
    }
    if ("interactive".equals(type)) {
      return question(message.getJsonObject("interactive", new JsonObject()));
    }
    if (!message.containsKey("text") && !message.containsKey("template")) {
      throw refused("No content provided for message", "/whatsapp_message");
    }
    return message.getJsonObject("text", new JsonObject()).getString("body", "");
  }

  private static String file(String type, JsonObject file) {
    if (!file.getString("link", "").startsWith("http")) {
      throw refused("No link of the " + type, "/whatsapp_message/" + type);
    }
    if ("audio".equals(type) && file.containsKey("caption")) {
      throw refused("A sound has no caption", "/whatsapp_message/audio/caption");
    }
    return file.getString("caption", "");
  }

  private static String question(JsonObject interactive) {
    String body = interactive.getJsonObject("body", new JsonObject()).getString("text", "");
    JsonArray buttons =
        interactive.getJsonObject("action", new JsonObject()).getJsonArray("buttons");
    boolean fits =
        "button".equals(interactive.getString("type"))
            && !body.isBlank()
            && buttons != null
            && !buttons.isEmpty()
            && buttons.size() <= MOST_BUTTONS
            && buttons.stream().allMatch(button -> fits((JsonObject) button));
    if (!fits) {
      throw refused("Invalid interactive message", "/whatsapp_message/interactive");
    }
    return body;
  }

  private static boolean fits(JsonObject button) {
    JsonObject reply = button.getJsonObject("reply", new JsonObject());
    String title = reply.getString("title", "");
    return "reply".equals(button.getString("type"))
        && !reply.getString("id", "").isBlank()
        && !title.isBlank()
        && title.length() <= LONGEST_TITLE;
  }

  private static ApiError refused(String title, String pointer) {
    return TelnyxErrors.error(400, "40316", title, title, pointer);
  }
}
