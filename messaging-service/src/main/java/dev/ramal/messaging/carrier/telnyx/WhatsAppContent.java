package dev.ramal.messaging.carrier.telnyx;

import dev.ramal.events.Media;
import dev.ramal.events.ReplyButton;
import dev.ramal.messaging.message.MessageDetails;
import java.util.List;

/**
 * What a WhatsApp message holds, as Telnyx passes it on to Meta: one of text, file or interactive.
 * What is null is left out.
 */
record WhatsAppContent(
    String type,
    Text text,
    File image,
    File audio,
    File video,
    File document,
    Interactive interactive,
    String bizOpaqueCallbackData) {

  record Text(String body) {}

  /**
   * A file where it lies.
   *
   * @param caption null for none; sounds have none
   * @param filename null unless it is a document
   */
  record File(String link, String caption, String filename) {}

  record Interactive(String type, Question body, Action action) {}

  record Question(String text) {}

  record Action(List<Button> buttons) {}

  record Button(String type, Reply reply) {}

  record Reply(String id, String title) {}

  static WhatsAppContent of(MessageDetails details) {
    String ours = "message:" + details.id();
    List<ReplyButton> buttons = details.content() == null ? List.of() : details.content().offered();
    if (!buttons.isEmpty()) {
      return new WhatsAppContent(
          "interactive", null, null, null, null, null, offer(details.body(), buttons), ours);
    }
    if (!details.media().isEmpty()) {
      return of(details.media().get(0), details.body(), ours);
    }
    return new WhatsAppContent(
        "text", new Text(details.body()), null, null, null, null, null, ours);
  }

  private static WhatsAppContent of(Media media, String body, String ours) {
    String type = media.contentType() == null ? "" : media.contentType();
    String caption = body.isEmpty() ? null : body;
    File file = new File(media.url(), caption, null);
    if (type.startsWith("image/")) {
      return new WhatsAppContent("image", null, file, null, null, null, null, ours);
    }
    if (type.startsWith("audio/")) {
      File sound = new File(media.url(), null, null);
      return new WhatsAppContent("audio", null, null, sound, null, null, null, ours);
    }
    if (type.startsWith("video/")) {
      return new WhatsAppContent("video", null, null, null, file, null, null, ours);
    }
    File document = new File(media.url(), caption, name(media.url()));
    return new WhatsAppContent("document", null, null, null, null, document, null, ours);
  }

  private static Interactive offer(String body, List<ReplyButton> buttons) {
    return new Interactive(
        "button",
        new Question(body),
        new Action(
            buttons.stream()
                .map(button -> new Button("reply", new Reply(button.id(), button.title())))
                .toList()));
  }

  /** What comes after the last slash; null where nothing does. */
  private static String name(String url) {
    String path = url.split("[?#]", 2)[0];
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() ? null : name;
  }
}
