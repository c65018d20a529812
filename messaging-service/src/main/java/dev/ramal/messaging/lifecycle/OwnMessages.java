package dev.ramal.messaging.lifecycle;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Hears in the same transaction that a message of the product itself has arrived, or has not. */
public interface OwnMessages {
  /** One of which something new is known; what that is stands in its row. */
  record News(TenantId tenant, MessageId message) {}

  /** Sent together with the statements that store the messages. */
  Uni<Void> heard(Sql sql, List<News> news);
}
