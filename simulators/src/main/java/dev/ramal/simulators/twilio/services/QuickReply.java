package dev.ramal.simulators.twilio.services;

import dev.ramal.simulators.twilio.api.TwilioErrors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The strict check of {@code twilio/quick-reply}. */
final class QuickReply {
  private static final int MOST_ACTIONS = 10;
  private static final int LONGEST_TITLE = 20;

  private QuickReply() {}

  static void check(JsonObject content) {
    String body = content.getString("body");
    JsonArray actions = content.getJsonArray("actions");
    if (body == null || body.isBlank() || actions == null || actions.isEmpty()) {
      throw TwilioErrors.bad(20001, "A quick reply needs a body and actions");
    }
    List<String> titles =
        actions.stream().map(action -> ((JsonObject) action).getString("title", "")).toList();
    boolean fit =
        titles.stream().allMatch(title -> !title.isBlank() && title.length() <= LONGEST_TITLE);
    if (titles.size() > MOST_ACTIONS || !fit) {
      throw TwilioErrors.bad(20001, "Up to ten actions with titles of up to 20 characters");
    }
  }
}
