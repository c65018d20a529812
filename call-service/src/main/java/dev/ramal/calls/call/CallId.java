package dev.ramal.calls.call;

import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Our id of a call: a UUID (version 7 when we made it). It travels to the carrier and comes back
 * signed.
 */
public record CallId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** The others are made of a name. */
  private static final int OUR_VERSION = 7;

  public CallId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a call id is a lower-case UUID");
    }
  }

  public static CallId of(String value) {
    return new CallId(value);
  }

  /**
   * Of a call that somebody else started: whoever hears of it first, in any process, gives it the
   * same.
   */
  public static CallId ofCaller(TenantId tenant, Carrier carrier, CarrierCallId handle) {
    String name = tenant.value() + " " + carrier.wire() + " " + handle.value();
    return of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
  }

  /** Whether it is of a click of ours: such a call is stored before any carrier hears its id. */
  public boolean isOfClick() {
    return UUID.fromString(value).version() == OUR_VERSION;
  }

  public static boolean isValid(String text) {
    return text != null && FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
