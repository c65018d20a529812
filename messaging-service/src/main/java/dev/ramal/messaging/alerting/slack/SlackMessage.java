package dev.ramal.messaging.alerting.slack;

import dev.ramal.events.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message in blocks, within the limits of <a
 * href="https://docs.slack.dev/reference/block-kit/blocks/">Block Kit</a>: a header of 150
 * characters, a section of 3000, ten elements of a context.
 *
 * @param headline also what a phone shows without opening it
 * @param body may be empty
 * @param footnotes small print, one after the other
 */
public record SlackMessage(String headline, String body, List<String> footnotes) {
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_SECTION = 2_900;
  private static final int MOST_FOOTNOTES = 10;

  public SlackMessage {
    footnotes = List.copyOf(footnotes);
  }

  public String json() {
    List<Object> blocks = new ArrayList<>();
    blocks.add(Map.of("type", "header", "text", text("plain_text", cut(headline, LONGEST_HEADER))));
    if (!body.isBlank()) {
      blocks.add(
          Map.of("type", "section", "text", text("mrkdwn", escaped(cut(body, LONGEST_SECTION)))));
    }
    if (!footnotes.isEmpty()) {
      blocks.add(
          Map.of(
              "type",
              "context",
              "elements",
              footnotes.stream()
                  .limit(MOST_FOOTNOTES)
                  .map(note -> text("mrkdwn", escaped(note)))
                  .toList()));
    }
    return EventJson.write(
        Map.of("text", escaped(cut(headline, LONGEST_HEADER)), "blocks", blocks));
  }

  private static Map<String, String> text(String type, String text) {
    return Map.of("type", type, "text", text);
  }

  /** What others wrote must mention nobody and link to nothing. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Not through the middle of a character. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
