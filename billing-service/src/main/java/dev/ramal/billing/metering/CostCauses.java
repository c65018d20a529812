package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.outbox.OutboxEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which event of a set changed a call or a message last. */
final class CostCauses {
  private final Map<MeteredCall, Cause> byCall = new HashMap<>();
  private final Map<UsageKey, Cause> byMessage = new HashMap<>();

  /**
   * @param causation id of the event
   * @param delivery that brought it; null for what the service found by itself
   */
  void note(List<UsageSet.Change> changes, String causation, Delivery delivery) {
    Cause cause = new Cause(causation, delivery);
    for (UsageSet.Change change : changes) {
      MeteredCall.of(change.key()).ifPresent(call -> byCall.put(call, cause));
      if (change.key().subject().equals(UsageKey.MESSAGE)) {
        byMessage.put(change.key(), cause);
      }
    }
  }

  /**
   * @param made by the id of the event
   */
  OutboxEntry traced(MeteredCall call, Function<String, OutboxEntry> made) {
    return byCall.get(call).traced(made);
  }

  /** The same of a message. */
  OutboxEntry traced(UsageKey message, Function<String, OutboxEntry> made) {
    return byMessage.get(message).traced(made);
  }

  private record Cause(String causation, Delivery delivery) {
    OutboxEntry traced(Function<String, OutboxEntry> made) {
      return delivery == null
          ? made.apply(causation)
          : delivery.traced(() -> made.apply(causation));
    }
  }
}
