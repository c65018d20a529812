package dev.ramal.simulators.twilio.kept;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind of document that is only kept: what its form takes, and what stands there until somebody
 * says otherwise. A field of the form is one of the document, in snake case.
 */
public final class Kind {
  private final String list;
  private final String prefix;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final List<String> needed = new ArrayList<>();

  /**
   * @param list what a page of them is called
   * @param prefix two letters of their sids
   */
  public Kind(String list, String prefix) {
    this.list = list;
    this.prefix = prefix;
  }

  /** Fields that are null until they are given. */
  public Kind optional(String... names) {
    for (String name : names) {
      fields.put(name, null);
    }
    return this;
  }

  /** A field and what stands there: a text, a truth or a whole number, as it is given. */
  public Kind with(String name, Object otherwise) {
    fields.put(name, otherwise);
    return this;
  }

  /** Fields that a new document has to have. */
  public Kind needs(String... names) {
    needed.addAll(List.of(names));
    return optional(names);
  }

  String list() {
    return list;
  }

  String prefix() {
    return prefix;
  }

  /** Refuses a new document that lacks something. */
  public void whole(Fields form) {
    for (String name : needed) {
      if (form.get(name) == null) {
        throw TwilioErrors.bad(20001, "Missing required parameter " + name + " in the post body");
      }
    }
  }

  /** Puts what stands in every new document. */
  public JsonObject empty() {
    JsonObject document = new JsonObject();
    fields.forEach((name, value) -> document.put(FormRules.snake(name), value));
    return document;
  }

  /**
   * Puts what the form gives.
   *
   * @param also names that the form may have beside
   */
  public void fill(JsonObject document, Fields form, String... also) {
    for (String name : form.names()) {
      if (!fields.containsKey(name) && !List.of(also).contains(name)) {
        throw TwilioErrors.bad(20001, "Unknown parameter: " + name);
      }
      if (name.endsWith("Url") || name.endsWith("Callback")) {
        FormRules.callable(form, name);
      }
      if (name.endsWith("Method")) {
        FormRules.oneOf(form, name, FormRules.METHODS);
      }
    }
    for (String name : form.names()) {
      if (fields.containsKey(name)) {
        document.put(FormRules.snake(name), value(name, form.all(name).get(0)));
      }
    }
  }

  private Object value(String name, String text) {
    Object like = fields.get(name);
    if (like instanceof Boolean) {
      return Boolean.valueOf(text);
    }
    return like instanceof Integer ? Integer.valueOf(text) : text;
  }
}
