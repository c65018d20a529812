package dev.ramal.messaging.facts;

import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.facts.FactStep.Concerned;
import dev.ramal.messaging.lifecycle.CarriersMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** Receives what a carrier lists and nobody told us of. */
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
   * @return how many were new
   */
  public Uni<Integer> receive(Sql sql, TenantId tenant, List<CarrierMessageReceived> listed) {
    List<CarriersMessage> names = listed.stream().map(fact -> name(tenant, fact)).toList();
    return messages
        .lockAll(sql, List.of(), names)
        .map(
            known ->
                listed.stream()
                    .filter(fact -> known.idOf(name(tenant, fact)) == null)
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

  private static CarriersMessage name(TenantId tenant, CarrierMessageReceived fact) {
    return new CarriersMessage(tenant, fact.carrier(), fact.carrierMessageId());
  }
}
