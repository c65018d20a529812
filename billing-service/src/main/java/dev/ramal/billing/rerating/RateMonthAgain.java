package dev.ramal.billing.rerating;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.metering.PostUsage;
import dev.ramal.billing.metering.RatedByRepository;
import dev.ramal.billing.metering.RatedByRepository.Place;
import dev.ramal.billing.metering.RatedByRepository.RatedUse;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rerating.MonthRerating.ByTariff;
import dev.ramal.billing.tariffs.CorrectedTariffsRepository;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Rates again what tariffs have made that another version has taken the place of since. Nothing
 * else of the month is rated: what was published besides holds for new usage only.
 *
 * <p>Failure policy: each set is a transaction of its own; what was posted before a failure stays,
 * and whoever asks again goes on with the rest, since what a corrected tariff has rated is no
 * longer one of these. Invoices that were issued are corrected by notes, as for all that comes
 * late.
 */
@ApplicationScoped
class RateMonthAgain {
  private final CorrectedTariffsRepository tariffs;
  private final RatedByRepository uses;
  private final PostUsage postUsage;
  private final SqlTransactions transactions;
  private final ReratingConfig config;

  RateMonthAgain(
      CorrectedTariffsRepository tariffs,
      RatedByRepository uses,
      PostUsage postUsage,
      SqlTransactions transactions,
      ReratingConfig config) {
    this.tariffs = tariffs;
    this.uses = uses;
    this.postUsage = postUsage;
    this.transactions = transactions;
    this.config = config;
  }

  /**
   * @param apply whether the differences are posted; else they are only told
   */
  Uni<MonthRerating> rerate(TenantId tenant, BillingMonth month, boolean apply) {
    Run run = new Run(tenant, month, apply, UuidV7.next().toString());
    return transactions
        .inTenant(tenant, sql -> tariffs.of(sql, tenant))
        .chain(
            corrected ->
                corrected.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : pages(run, corrected, RatedByRepository.BEGINNING))
        .map(done -> run.told());
  }

  private Uni<Void> pages(Run run, Set<UUID> corrected, Place behind) {
    return transactions
        .inTenant(run.tenant, sql -> page(run, sql, corrected, behind))
        .invoke(run::add)
        .chain(
            page ->
                page.uses().size() < config.set() || run.looked >= config.atOnce()
                    ? Uni.createFrom().voidItem()
                    : pages(run, corrected, page.uses().get(page.uses().size() - 1).place()))
        .invoke(done -> run.more = run.looked >= config.atOnce());
  }

  private Uni<Page> page(Run run, Sql sql, Set<UUID> corrected, Place behind) {
    return uses.of(sql, run.tenant, run.month, corrected, behind, config.set())
        .chain(
            found ->
                postUsage
                    .correct(
                        sql,
                        found.stream().map(RatedUse::key).toList(),
                        corrected,
                        run.command,
                        run.apply)
                    .map(entries -> new Page(found, entries)));
  }

  /** Uses that were looked at, and what makes the difference of some. */
  private record Page(List<RatedUse> uses, List<LedgerEntry> entries) {}

  /** One request and what it has come to; one page after the other. */
  private static final class Run {
    private static final Money NOTHING = Money.zero("BRL");

    private final TenantId tenant;
    private final BillingMonth month;
    private final boolean apply;
    private final String command;
    private final TreeMap<String, ByTariff> sums = new TreeMap<>();
    private long looked;
    private boolean more;

    Run(TenantId tenant, BillingMonth month, boolean apply, String command) {
      this.tenant = tenant;
      this.month = month;
      this.apply = apply;
      this.command = command;
    }

    void add(Page page) {
      looked += page.uses().size();
      Set<UUID> counted = new HashSet<>();
      for (LedgerEntry entry : page.entries()) {
        String version = entry.tariffVersion();
        sums.merge(
            version == null ? "" : version,
            new ByTariff(
                version, counted.add(entry.usageId()) ? 1 : 0, entry.price(), entry.cost()),
            (a, b) ->
                new ByTariff(
                    version,
                    a.changed() + b.changed(),
                    a.price().plus(b.price()),
                    a.cost().plus(b.cost())));
      }
    }

    MonthRerating told() {
      List<ByTariff> all = List.copyOf(sums.values());
      return new MonthRerating(
          month,
          apply,
          looked,
          all.stream().mapToLong(ByTariff::changed).sum(),
          all.stream().map(ByTariff::price).reduce(NOTHING, Money::plus),
          all.stream().map(ByTariff::cost).reduce(NOTHING, Money::plus),
          all,
          more);
    }
  }
}
