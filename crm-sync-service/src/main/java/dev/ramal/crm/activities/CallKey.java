package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.events.TenantId;
import java.util.Comparator;
import java.util.Objects;

/** A call of an organization, or a day of messages, as activities are found by it. */
record CallKey(TenantId tenant, String callId) implements Comparable<CallKey> {
  private static final Comparator<CallKey> ORDER =
      Comparator.comparing((CallKey key) -> key.tenant().value()).thenComparing(CallKey::callId);

  CallKey {
    Objects.requireNonNull(callId, "call id");
  }

  static CallKey of(Activity activity) {
    return new CallKey(activity.tenant(), activity.subject().subjectId());
  }

  @Override
  public int compareTo(CallKey other) {
    return ORDER.compare(this, other);
  }
}
