package dev.ramal.billing.metering;

import dev.ramal.billing.metering.UsageSet.Change;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.numbering.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Tells people that usage is without a tariff: once for each organization, destination and day,
 * however many usages there are, in the transaction that keeps them. Where it goes is told by the
 * beginning of the number, never whom.
 */
@ApplicationScoped
class UnrateableAlerts {
  private static final String SERVICE = "billing-service";
  private static final String TITLE = "Há uso sem tarifa";

  private final UnrateableAlertRepository told;
  private final Events events;
  private final Outbox outbox;
  private final Clock clock;

  UnrateableAlerts(UnrateableAlertRepository told, Events events, Outbox outbox, Clock clock) {
    this.told = told;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Of the destinations to which something became unrateable and that nobody was told of today. */
  Uni<List<OutboxEntry>> of(Sql sql, Collection<Change> changes) {
    TreeMap<UnrateableDestination, List<Usage>> usages = new TreeMap<>();
    for (Change change : changes) {
      if (change.applied().becameUnrateable()) {
        Usage usage = change.applied().next().reported().usage();
        usages
            .computeIfAbsent(
                new UnrateableDestination(change.key().tenant(), destination(usage)),
                one -> new ArrayList<>())
            .add(usage);
      }
    }
    if (usages.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    LocalDate today = clock.instant().atZone(BillingMonth.ZONE).toLocalDate();
    return told.count(sql, counted(usages), today)
        .map(
            isNew ->
                usages.entrySet().stream()
                    .filter(entry -> isNew.contains(entry.getKey()))
                    .map(entry -> raised(entry.getKey(), entry.getValue().get(0)))
                    .toList());
  }

  /**
   * What was told is over when nothing is left open: asked while nobody can add to it unseen.
   *
   * @param open counts what is left
   * @param at what was told after it is not over
   * @return how many are left
   */
  Uni<Long> end(Sql sql, TenantId tenant, Supplier<Uni<Long>> open, Instant at) {
    return told.lock(sql, tenant)
        .chain(
            destinations ->
                open.get()
                    .call(
                        left ->
                            left > 0
                                ? Uni.createFrom().voidItem()
                                : told.forget(sql, tenant, destinations)
                                    .chain(
                                        () ->
                                            outbox.appendAll(
                                                sql, resolved(tenant, destinations, at)))));
  }

  /**
   * As in +5511, +351, withheld; told where neither is known as well. What goes nowhere, as a month
   * of a number, is told by its meter.
   */
  static String destination(Usage usage) {
    if (usage.direction() == null) {
      return usage.meter().wire();
    }
    return Destinations.prefix(usage.party())
        .orElseGet(
            () ->
                usage.destinationClass() == null
                    ? usage.meter().wire()
                    : usage.destinationClass().word());
  }

  private static List<Entry<UnrateableDestination, Long>> counted(
      TreeMap<UnrateableDestination, List<Usage>> usages) {
    return usages.entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), (long) entry.getValue().size()))
        .toList();
  }

  private OutboxEntry raised(UnrateableDestination destination, Usage first) {
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            SERVICE,
            "warning",
            TITLE,
            ("Nenhuma tarifa cobre uso para %s (%s, classe %s), que fica fora da conta. Veja GET"
                    + " /api/billing/unrateable, publique a tarifa e chame POST"
                    + " /api/billing/unrateable/rerate.")
                .formatted(
                    destination.destination(), first.meter().wire(), first.destinationClass()),
            destination.destination(),
            clock.instant());
    return entry(destination.tenant(), alert);
  }

  /** Also without a destination, as they were raised before they had one. */
  private List<OutboxEntry> resolved(TenantId tenant, List<String> destinations, Instant at) {
    List<OutboxEntry> over = new ArrayList<>();
    over.add(entry(tenant, new AlertResolved(SERVICE, TITLE, null, at)));
    destinations.stream()
        .distinct()
        .forEach(one -> over.add(entry(tenant, new AlertResolved(SERVICE, TITLE, one, at))));
    return over;
  }

  private OutboxEntry entry(TenantId tenant, Record data) {
    return OutboxEntry.of(events.create(tenant, Topics.ALERTS, tenant.value(), null, data));
  }
}
