package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.events.TenantId;
import java.util.Comparator;

/** A call of an organization. */
public record CallKey(TenantId tenant, CallId id) implements Comparable<CallKey> {
  private static final Comparator<CallKey> ORDER =
      Comparator.<CallKey, String>comparing(key -> key.tenant().value())
          .thenComparing(key -> key.id().value());

  public static CallKey of(Call call) {
    return new CallKey(call.tenant(), call.id());
  }

  /** The order in which rows are locked, everywhere. */
  @Override
  public int compareTo(CallKey other) {
    return ORDER.compare(this, other);
  }
}
