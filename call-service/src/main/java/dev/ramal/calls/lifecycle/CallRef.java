package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.events.TenantId;
import java.util.Comparator;

/** A call of an organization. */
public record CallRef(TenantId tenant, CallId id) implements Comparable<CallRef> {
  private static final Comparator<CallRef> ORDER =
      Comparator.<CallRef, String>comparing(key -> key.tenant().value())
          .thenComparing(key -> key.id().value());

  public static CallRef of(Call call) {
    return new CallRef(call.tenant(), call.id());
  }

  /** The order in which rows are locked, everywhere. */
  @Override
  public int compareTo(CallRef other) {
    return ORDER.compare(this, other);
  }
}
