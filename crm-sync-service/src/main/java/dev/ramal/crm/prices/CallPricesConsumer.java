package dev.ramal.crm.prices;

import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Hears from billing what calls cost and keeps of each the highest version, so events may come
 * twice, late, in any order and before the end of the call.
 */
@ApplicationScoped
class CallPricesConsumer implements BatchHandler {
  /** Marks in the inbox what was applied; another name would apply all of it again. */
  static final String INBOX = "crm-sync-service.prices";

  private final IdempotentConsumer consumer;
  private final CallPriceRepository prices;

  CallPricesConsumer(IdempotentConsumer consumer, CallPriceRepository prices) {
    this.consumer = consumer;
    this.prices = prices;
  }

  @Incoming("prices")
  Flow.Subscriber<Message<String>> consume() {
    return consumer.inBatches(INBOX, this);
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(CallCostChanged.TYPE);
  }

  @Override
  @AcrossTenants("a set of events of any organizations; each row names its own")
  public Uni<Void> apply(Sql sql, List<Delivery> events) {
    Map<CallPrice.Key, CallPrice> newest = new TreeMap<>(CallPrice.ORDER);
    for (Delivery delivery : events) {
      ReceivedEvent event = delivery.event();
      delivery.attempt(
          () -> {
            CallPrice told = CallPrice.of(event.tenant(), event.data(CallCostChanged.class));
            newest.merge(told.key(), told, CallPrice::orNewer);
          });
    }
    return newest.isEmpty()
        ? Uni.createFrom().voidItem()
        : prices.keep(sql, new ArrayList<>(newest.values()));
  }
}
