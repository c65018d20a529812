package dev.ramal.simulators.telnyx.numbers;

import dev.ramal.simulators.context.NumberShelf;
import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccount;
import dev.ramal.simulators.telnyx.accounts.TelnyxAccounts;
import dev.ramal.simulators.telnyx.api.TelnyxTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/** Who owns which number, and how each is set up. */
public final class NumberBook {
  private final SimulatorContext context;
  private final TelnyxAccounts accounts;
  private final Map<String, JsonObject> documents = new HashMap<>();

  public NumberBook(SimulatorContext context, TelnyxAccounts accounts) {
    this.context = context;
    this.accounts = accounts;
  }

  boolean isFree(String number) {
    return accounts.owner(number) == null && NumberShelf.holds(number);
  }

  JsonObject buy(TelnyxAccount account, String number) {
    TelnyxAccount owner = accounts.current(account);
    Set<String> numbers = new HashSet<>(owner.numbers());
    numbers.add(number);
    accounts.put(owner.numbers(numbers));
    documents.remove(number);
    return document(owner, number);
  }

  void release(TelnyxAccount account, String number) {
    Set<String> numbers = new HashSet<>(account.numbers());
    numbers.remove(number);
    accounts.put(account.numbers(numbers));
    documents.remove(number);
  }

  /** The number as it is shown; kept, so that changes stay. */
  JsonObject document(TelnyxAccount account, String number) {
    return documents.computeIfAbsent(number, made -> fresh(account, number));
  }

  private JsonObject fresh(TelnyxAccount account, String number) {
    return new JsonObject()
        .put("record_type", "phone_number")
        .put("id", id(number))
        .put("phone_number", number)
        .put("status", "active")
        .put("country_iso_alpha2", NumberShelf.countryOf(number))
        .put("phone_number_type", NumberShelf.typeOf(number).name().toLowerCase(Locale.ROOT))
        .put("connection_id", account.connectionId())
        .putNull("connection_name")
        .put("messaging_profile_id", account.messagingProfileId())
        .putNull("messaging_profile_name")
        .putNull("billing_group_id")
        .putNull("customer_reference")
        .putNull("external_pin")
        .putNull("emergency_address_id")
        .put("emergency_enabled", false)
        .put("emergency_status", "disabled")
        .put("call_forwarding_enabled", false)
        .put("call_recording_enabled", false)
        .put("caller_id_name_enabled", false)
        .put("cnam_listing_enabled", false)
        .put("t38_fax_gateway_enabled", false)
        .put("inbound_call_screening", "disabled")
        .put("source_type", "number_order")
        .put("tags", new JsonArray())
        .put("purchased_at", TelnyxTime.message(context.now()))
        .put("created_at", TelnyxTime.message(context.now()));
  }

  /** The same number has the same id at every start. */
  private static String id(String number) {
    CRC32 sum = new CRC32();
    sum.update(number.getBytes(StandardCharsets.UTF_8));
    return "12" + String.format("%017d", sum.getValue());
  }
}
