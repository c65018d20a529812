package dev.ramal.messaging.permission;

import dev.ramal.carriers.consent.KeepContactConsents;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.KeepTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears which contacts of the CRM decline communications. */
@ApplicationScoped
class ContactConsentsConsumer {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "messaging-service.consents";

  private final IdempotentConsumer consumer;

  ContactConsentsConsumer(IdempotentConsumer consumer) {
    this.consumer = consumer;
  }

  @Incoming("crm-events")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(INBOX, new KeepTables(new KeepContactConsents()));
  }
}
