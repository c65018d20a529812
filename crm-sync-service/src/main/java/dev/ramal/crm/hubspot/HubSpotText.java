package dev.ramal.crm.hubspot;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Our texts as HubSpot keeps them: its bodies are HTML, at most 65,536 characters long, and people
 * may have edited them since.
 */
final class HubSpotText {
  static final int LONGEST = 65_536;

  private static final String BREAK = "<br>";
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private HubSpotText() {}

  /** The last line holds the marker and stays, however long the others are. */
  static String html(String text) {
    String html = text.lines().map(HubSpotText::line).collect(Collectors.joining(BREAK));
    if (html.length() <= LONGEST) {
      return html;
    }
    int last = text.lastIndexOf('\n');
    String marker = BREAK + line(text.substring(last + 1));
    StringBuilder kept = new StringBuilder();
    for (String line : text.substring(0, Math.max(0, last)).split("\n")) {
      String next = (kept.isEmpty() ? "" : BREAK) + line(line);
      if (kept.length() + next.length() + marker.length() > LONGEST) {
        break;
      }
      kept.append(next);
    }
    return kept.append(marker).toString();
  }

  /** A title: the first line, as text. */
  static String title(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** Whether a body holds a line of ours, whatever is written around it. */
  static boolean holds(String body, String marker) {
    return body != null && plain(body).contains(marker);
  }

  private static String line(String text) {
    return LINK.matcher(escaped(text)).replaceAll("<a href=\"$0\">$0</a>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String plain(String html) {
    return TAG.matcher(html)
        .replaceAll("\n")
        .replace("&nbsp;", " ")
        .replace("&ccedil;", "ç")
        .replace("&atilde;", "ã")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}
