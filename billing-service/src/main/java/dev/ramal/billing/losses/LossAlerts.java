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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells people that usage costs more than it is sold for: one alert of an organization, which names
 * the rules of the day in the transaction that posts the first line of each, up to {@link
 * LossAlertText#NAMED}; after that many no more is said that day, whatever a jump of an exchange
 * rate does to a tariff. Nearly always there are none, and nothing is asked.
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
    return told.add(sql, List.copyOf(first.values()), range.today(), now, LossAlertText.NAMED)
        .map(
            rules ->
                rules.stream()
                    .collect(
                        Collectors.groupingBy(
                            one -> one.rule().tenant(), LinkedHashMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .map(of -> entry(of.getKey(), raised(of.getValue(), now)))
                    .toList());
  }

  /** That organizations make no loss any more. */
  List<OutboxEntry> over(List<TenantId> tenants, Instant now) {
    return tenants.stream()
        .map(tenant -> entry(tenant, new AlertResolved(SERVICE, TITLE, null, now)))
        .toList();
  }

  private static AlertRaised raised(List<ToldRule> rules, Instant now) {
    return new AlertRaised(
        UuidV7.next().toString(), SERVICE, "warning", TITLE, LossAlertText.of(rules), null, now);
  }

  private OutboxEntry entry(TenantId tenant, Record data) {
    return OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, data));
  }
}
