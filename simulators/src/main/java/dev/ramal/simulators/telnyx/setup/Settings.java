package dev.ramal.simulators.telnyx.setup;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The settings of all accounts: the one that each was registered with, and those made later. */
public final class Settings {
  private final SimulatorContext context;

  private record Key(String account, String id) {}

  private final Map<Key, JsonObject> documents = new LinkedHashMap<>();

  public Settings(SimulatorContext context) {
    this.context = context;
  }

  /** A new one with what is usual. */
  JsonObject fresh(Setting kind, String id) {
    String now = TelnyxTime.message(context.now());
    return kind.empty().put("id", id).put("created_at", now).put("updated_at", now);
  }

  /** The account's setting of that kind; null when there is none with the id. */
  JsonObject get(TelnyxAccount account, Setting kind, String id) {
    if (kind.idOf(account).equals(id)) {
      JsonObject own =
          documents.computeIfAbsent(new Key(account.connectionId(), id), made -> fresh(kind, id));
      return own.mergeIn(kind.of(account));
    }
    JsonObject found = documents.get(new Key(account.connectionId(), id));
    return found == null || !kind.type.equals(found.getString("record_type")) ? null : found;
  }

  /** The account's own first. */
  List<JsonObject> of(TelnyxAccount account, Setting kind) {
    JsonObject own = get(account, kind, kind.idOf(account));
    Stream<JsonObject> others =
        documents.entrySet().stream()
            .filter(entry -> entry.getKey().account().equals(account.connectionId()))
            .map(Map.Entry::getValue)
            .filter(document -> kind.type.equals(document.getString("record_type")))
            .filter(document -> document != own);
    return Stream.concat(Stream.of(own), others).toList();
  }

  void put(TelnyxAccount account, JsonObject document) {
    documents.put(new Key(account.connectionId(), document.getString("id")), document);
  }

  void remove(TelnyxAccount account, String id) {
    documents.remove(new Key(account.connectionId(), id));
  }

  /**
   * The address that an application of the account's sends events to.
   *
   * @return null when the account has no such application, or it has no address
   */
  public String webhookUrl(TelnyxAccount account, String application) {
    JsonObject found = get(account, Setting.APPLICATION, application);
    return found == null ? null : found.getString("webhook_event_url");
  }

  public boolean hasApplication(TelnyxAccount account, String id) {
    return get(account, Setting.APPLICATION, id) != null;
  }

  public void clear() {
    documents.clear();
  }
}
