package dev.ramal.messaging.facts;

import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.facts.FactStep.Concerned;
import dev.ramal.messaging.lifecycle.MessageRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Receives what a carrier lists and nobody told us of. Threads are locked before messages, as those
 * who consume facts lock them.
 */
@ApplicationScoped
public class ReceiveListed {
  private final MessageRepository messages;
  private final ReceiveMessage receiveMessage;
  private final ApplyMessageFacts applyMessageFacts;

  ReceiveListed(
      MessageRepository messages,
      ReceiveMessage receiveMessage,
      ApplyMessageFacts applyMessageFacts) {
    this.messages = messages;
    this.receiveMessage = receiveMessage;
    this.applyMessageFacts = applyMessageFacts;
  }

  /**
   * @param listed of one carrier
   * @return how many were new
   */
  public Uni<Integer> receive(Sql sql, TenantId tenant, List<CarrierMessageReceived> listed) {
    return unknown(sql, tenant, listed)
        .map(HashSet::new)
        .map(
            ids ->
                listed.stream()
                    .filter(fact -> ids.contains(fact.carrierMessageId()))
                    .sorted(Comparator.comparing(CarrierMessageReceived::occurredAt))
                    .toList())
        .chain(unknown -> take(sql, tenant, unknown));
  }

  private Uni<Integer> take(Sql sql, TenantId tenant, List<CarrierMessageReceived> unknown) {
    if (unknown.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    Concerned concerned = new Concerned();
    List<FactStep> steps =
        unknown.stream().map(fact -> receiveMessage.read(tenant, fact, null, concerned)).toList();
    return applyMessageFacts
        .load(sql, concerned)
        .invoke(loaded -> steps.forEach(step -> step.take(loaded)))
        .chain(
            loaded -> applyMessageFacts.store(sql, loaded).replaceWith(loaded.received().size()));
  }

  /**
   * Without a lock: what comes in the meantime is told apart once threads and messages are held.
   */
  private Uni<List<String>> unknown(Sql sql, TenantId tenant, List<CarrierMessageReceived> listed) {
    return listed.isEmpty()
        ? Uni.createFrom().item(List.of())
        : messages.unknown(
            sql,
            tenant,
            listed.get(0).carrier(),
            listed.stream().map(CarrierMessageReceived::carrierMessageId).toList());
  }
}
