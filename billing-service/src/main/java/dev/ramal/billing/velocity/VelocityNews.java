package dev.ramal.billing.velocity;

import dev.ramal.billing.rating.PtBrFormat;
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
import java.util.List;

/** Tells others, and people, that a prefix is used too much, and that somebody let it go on. */
@ApplicationScoped
class VelocityNews {
  private static final String SERVICE = "billing-service";
  private static final String TITLE = "Uso incomum de um prefixo";

  private final Events events;

  VelocityNews(Events events) {
    this.events = events;
  }

  List<OutboxEntry> exceeded(TenantId tenant, VelocityBlock block) {
    VelocityExceeded data =
        new VelocityExceeded(
            block.id().toString(),
            block.ruleId().toString(),
            block.rule(),
            block.prefix(),
            block.windowMinutes(),
            block.spent(),
            block.seconds(),
            block.mostSpent(),
            block.mostSeconds(),
            block.blocks(),
            block.entryId().toString(),
            block.exceededAt());
    String detail =
        "Números %s: %d min e %s em %d min, acima da regra «%s».%s"
            .formatted(
                block.prefix(),
                block.seconds() / 60,
                cents(block.spent()),
                block.windowMinutes(),
                block.rule(),
                block.blocks()
                    ? " O prefixo está bloqueado até que alguém o libere (POST"
                        + " /api/billing/velocity-blocks/%s/release).".formatted(block.id())
                    : "");
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            SERVICE,
            "critical",
            TITLE,
            detail,
            block.id().toString(),
            block.exceededAt());
    return List.of(event(tenant, block, data), alert(tenant, alert));
  }

  List<OutboxEntry> released(TenantId tenant, VelocityBlock block) {
    VelocityReleased data =
        new VelocityReleased(
            block.id().toString(),
            block.prefix(),
            block.releasedBy(),
            block.releaseReason(),
            block.releasedAt());
    AlertResolved over =
        new AlertResolved(SERVICE, TITLE, block.id().toString(), block.releasedAt());
    return List.of(event(tenant, block, data), alert(tenant, over));
  }

  private <T extends Record> OutboxEntry event(TenantId tenant, VelocityBlock block, T data) {
    return OutboxEntry.of(
        events.createForTenant(tenant, Topics.BILLING, block.id().toString(), null, data));
  }

  private OutboxEntry alert(TenantId tenant, Record data) {
    return OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, data));
  }

  private static String cents(Money amount) {
    return PtBrFormat.money(new Money(amount.toCents(), amount.currency()));
  }
}
