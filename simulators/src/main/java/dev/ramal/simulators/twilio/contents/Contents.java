package dev.ramal.simulators.twilio.contents;

import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the accounts keep. Confined to the loop. */
public final class Contents {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([0-9A-Za-z_]+)}}");

  private final Map<String, JsonObject> known = new LinkedHashMap<>();

  void put(JsonObject content) {
    known.put(content.getString("sid"), content);
  }

  List<JsonObject> of(TwilioAccount account) {
    return known.values().stream()
        .filter(content -> account.sid().equals(content.getString("account_sid")))
        .toList();
  }

  /** Null when the account has none such. */
  JsonObject get(TwilioAccount account, String sid) {
    JsonObject content = known.get(sid);
    return content != null && account.sid().equals(content.getString("account_sid"))
        ? content
        : null;
  }

  void remove(String sid) {
    known.remove(sid);
  }

  public void clear() {
    known.clear();
  }

  /**
   * The text of a message that names a content.
   *
   * @param values JSON by the names of the variables; null for none
   */
  public String text(TwilioAccount account, String sid, String values) {
    JsonObject content = get(account, sid);
    if (content == null) {
      throw TwilioErrors.bad(21655, "The ContentSid is invalid: " + sid);
    }
    JsonObject given = read(values);
    JsonObject examples = content.getJsonObject("variables", new JsonObject());
    String body = body(content);
    Matcher variable = VARIABLE.matcher(body);
    StringBuilder text = new StringBuilder();
    while (variable.find()) {
      String name = variable.group(1);
      String value = given.getString(name, examples.getString(name));
      if (value == null) {
        throw TwilioErrors.bad(21656, "The ContentVariables parameter lacks " + name);
      }
      variable.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return variable.appendTail(text).toString();
  }

  private static String body(JsonObject content) {
    JsonObject types = content.getJsonObject("types");
    return types.fieldNames().stream()
        .map(name -> types.getJsonObject(name).getString("body"))
        .filter(body -> body != null)
        .findFirst()
        .orElse("");
  }

  private static JsonObject read(String values) {
    try {
      return values == null ? new JsonObject() : new JsonObject(values);
    } catch (DecodeException e) {
      throw TwilioErrors.bad(21656, "The ContentVariables parameter is not valid JSON");
    }
  }
}
