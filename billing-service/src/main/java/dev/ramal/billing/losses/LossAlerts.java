package dev.ramal.billing.losses;

import dev.ramal.billing.MonthRange;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells people that usage costs more than it is sold for: once for each organization, rule of a
 * tariff and day, however many lines there are, in the transaction that posts them. Nearly always
 * there are none, and nothing is asked. Of amounts an alert says nothing: it is read by more people
 * than costs are ({@link dev.ramal.billing.CostVisibility}).
 */
@ApplicationScoped
public class LossAlerts {
  private static final String SERVICE = "billing-service";
  private static final String TITLE = "Uso vendido abaixo do custo";

  private final LossAlertRepository told;
  private final Events events;
  private final MonthRange range;
  private final Clock clock;

  LossAlerts(LossAlertRepository told, Events events, MonthRange range, Clock clock) {
    this.told = told;
    this.events = events;
    this.range = range;
    this.clock = clock;
  }

  /**
   * @param sold what costs more than it is sold for since this set
   */
  public Uni<List<OutboxEntry>> of(Sql sql, List<SoldUse> sold) {
    if (sold.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Map<SellingRule, SoldUse> first =
        sold.stream()
            .collect(
                Collectors.toMap(
                    SoldUse::sellingRule, one -> one, (one, other) -> one, TreeMap::new));
    Instant now = clock.instant();
    return told.add(sql, List.copyOf(first.values()), range.today(), now)
        .map(isNew -> isNew.stream().map(rule -> raised(first.get(rule), now)).toList());
  }

  /** That rules make no loss any more. */
  List<OutboxEntry> over(List<SellingRule> rules, Instant now) {
    return rules.stream()
        .map(rule -> entry(rule.tenant(), new AlertResolved(SERVICE, TITLE, rule.subject(), now)))
        .toList();
  }

  private OutboxEntry raised(SoldUse first, Instant now) {
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            SERVICE,
            "warning",
            TITLE,
            ("Pela regra %s da tarifa %s (%s) há uso vendido por menos do que custa. De outros do"
                    + " mesmo dia não se avisa. Veja GET /api/billing/usage/%s e reveja a tarifa.")
                .formatted(first.rule(), first.tariff(), destination(first), first.usageId()),
            first.sellingRule().subject(),
            now);
    return entry(first.tenant(), alert);
  }

  /** The beginning of numbers that the rule asks for, or what is sold; never whom it was to. */
  private static String destination(SoldUse sold) {
    if (sold.prefix() != null) {
      return "números " + sold.prefix();
    }
    return sold.destinationClass() == null
        ? sold.meter().wire()
        : "classe " + sold.destinationClass().word();
  }

  private OutboxEntry entry(TenantId tenant, Record data) {
    return OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, data));
  }
}
