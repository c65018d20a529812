package dev.ramal.messaging.sending;

import dev.ramal.events.TenantId;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.permission.MessageVerdicts.Kept;
import dev.ramal.messaging.permission.MessageVerdicts.NewVerdict;
import java.util.Optional;

/**
 * What speaks against a message that is to leave.
 *
 * @param kept the verdict that changes what becomes of the message, which is its last; null for
 *     none
 * @param fact what becomes of the message; null where nothing speaks against it
 */
record Objection(Kept kept, MessageFact fact) {
  static final Objection NONE = new Objection(null, null);

  Optional<NewVerdict> verdict(TenantId tenant, MessageId message) {
    return Optional.ofNullable(kept).map(last -> new NewVerdict(tenant, message.value(), last));
  }
}
