package dev.ramal.billing.outbound;

import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.events.billing.VelocityExceeded;
import dev.ramal.events.billing.VelocityReleased;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the services that dial and send, by the events of velocity blocks, which they keep; and
 * people, because nobody can call and some will ask why.
 */
@ApplicationScoped
class OutboundNews {
  private static final String SERVICE = "billing-service";
  private static final String TITLE = "Saída bloqueada por uma pessoa";

  /** Under which name the services that refuse a number say it. */
  private static final String RULE = "manual";

  private final Events events;

  OutboundNews(Events events) {
    this.events = events;
  }

  List<OutboxEntry> blocked(TenantId tenant, OutboundBlock block) {
    List<OutboxEntry> told = new ArrayList<>();
    for (OutboundBlock.BlockedPart part : block.parts()) {
      told.add(
          event(
              tenant,
              block,
              new VelocityExceeded(
                  part.blockId(),
                  block.id().toString(),
                  RULE,
                  part.prefix(),
                  0,
                  Money.zero("BRL"),
                  0,
                  null,
                  null,
                  true,
                  "",
                  block.blockedAt(),
                  block.blockedBy(),
                  block.reason())));
    }
    String detail =
        ("Uma pessoa bloqueou %s. Quem e por quê: GET /api/billing/outbound-blocks. Vale até que"
                + " alguém libere (POST /api/billing/outbound-blocks/%s/lift).")
            .formatted(numbers(block), block.id());
    told.add(
        alert(
            tenant,
            new AlertRaised(
                UuidV7.next().toString(),
                SERVICE,
                "critical",
                TITLE,
                detail,
                block.id().toString(),
                block.blockedAt())));
    return told;
  }

  List<OutboxEntry> lifted(TenantId tenant, OutboundBlock block) {
    List<OutboxEntry> told = new ArrayList<>();
    for (OutboundBlock.BlockedPart part : block.parts()) {
      told.add(
          event(
              tenant,
              block,
              new VelocityReleased(
                  part.blockId(),
                  part.prefix(),
                  block.liftedBy(),
                  block.liftReason(),
                  block.liftedAt())));
    }
    told.add(
        alert(tenant, new AlertResolved(SERVICE, TITLE, block.id().toString(), block.liftedAt())));
    return told;
  }

  private static String numbers(OutboundBlock block) {
    return block.prefix() == null
        ? "todas as chamadas e mensagens que saem"
        : "o que sai para números " + block.prefix();
  }

  private OutboxEntry event(TenantId tenant, OutboundBlock block, Record data) {
    return OutboxEntry.of(
        events.createForTenant(tenant, Topics.BILLING, block.id().toString(), null, data));
  }

  private OutboxEntry alert(TenantId tenant, Record data) {
    return OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, data));
  }
}
