package dev.ramal.crm.timeline;

import dev.ramal.events.TenantId;
import java.util.Comparator;

/**
 * A call or a message: what items belong to.
 *
 * @param id as the store knows it, with a word before that says which of the two
 */
record InteractionKey(TenantId tenant, String id) implements Comparable<InteractionKey> {
  private static final String CALL = "call:";
  private static final String MESSAGE = "message:";

  private static final Comparator<InteractionKey> ORDER =
      Comparator.comparing((InteractionKey key) -> key.tenant.value())
          .thenComparing(InteractionKey::id);

  static InteractionKey call(TenantId tenant, String callId) {
    return new InteractionKey(tenant, CALL + callId);
  }

  static InteractionKey message(TenantId tenant, String messageId) {
    return new InteractionKey(tenant, MESSAGE + messageId);
  }

  /** Null where it is a message. */
  static String callId(String id) {
    return id.startsWith(CALL) ? id.substring(CALL.length()) : null;
  }

  /** Null where it is a call. */
  static String messageId(String id) {
    return id.startsWith(MESSAGE) ? id.substring(MESSAGE.length()) : null;
  }

  @Override
  public int compareTo(InteractionKey other) {
    return ORDER.compare(this, other);
  }
}
