package dev.ramal.simulators.twilio.kept;

import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The documents of one kind, of all accounts. */
public final class Kept {
  private final Map<String, JsonObject> documents = new LinkedHashMap<>();

  public void put(JsonObject document) {
    documents.put(document.getString("sid"), document);
  }

  /** The account's document; else 404. */
  public JsonObject get(TwilioAccount account, String sid, String path) {
    JsonObject found = documents.get(sid);
    if (found == null || !account.sid().equals(found.getString("account_sid"))) {
      throw TwilioErrors.notFound(path);
    }
    return found;
  }

  /** The document of any account; empty when there is none. */
  public Optional<JsonObject> find(String sid) {
    return Optional.ofNullable(documents.get(sid));
  }

  public boolean has(TwilioAccount account, String sid) {
    return find(sid)
        .filter(document -> account.sid().equals(document.getString("account_sid")))
        .isPresent();
  }

  public void remove(String sid) {
    documents.remove(sid);
  }

  /** The account's documents, oldest first. */
  public List<JsonObject> of(TwilioAccount account) {
    return documents.values().stream()
        .filter(document -> account.sid().equals(document.getString("account_sid")))
        .toList();
  }

  public void clear() {
    documents.clear();
  }
}
