package dev.ramal.simulators.slack;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.function.Predicate;

/** What Slack takes as blocks of a message: kinds, places of text and their lengths. */
final class Blocks {
  private static final int MOST = 50;
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_SECTION = 3_000;
  private static final int MOST_ELEMENTS = 10;
  private static final Set<String> TEXTS = Set.of("plain_text", "mrkdwn");

  private Blocks() {}

  /** Also true for a message without any. */
  static boolean areValid(JsonObject message) {
    Object given = message.getValue("blocks");
    return given == null
        || given instanceof JsonArray blocks
            && blocks.size() <= MOST
            && blocks.stream().allMatch(block -> block instanceof JsonObject one && isValid(one));
  }

  private static boolean isValid(JsonObject block) {
    return switch (block.getString("type", "")) {
      case "divider" -> true;
      case "header" -> isText(block.getValue("text"), "plain_text"::equals, LONGEST_HEADER);
      case "section" -> isText(block.getValue("text"), TEXTS::contains, LONGEST_SECTION);
      case "context" -> areElements(block.getValue("elements"));
      default -> false;
    };
  }

  private static boolean areElements(Object given) {
    return given instanceof JsonArray elements
        && !elements.isEmpty()
        && elements.size() <= MOST_ELEMENTS
        && elements.stream().allMatch(one -> isText(one, TEXTS::contains, LONGEST_SECTION));
  }

  private static boolean isText(Object given, Predicate<String> type, int longest) {
    return given instanceof JsonObject text
        && type.test(text.getString("type", ""))
        && !text.getString("text", "").isEmpty()
        && text.getString("text").length() <= longest;
  }
}
