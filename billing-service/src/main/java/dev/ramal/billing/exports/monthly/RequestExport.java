package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.exports.ExportFormat;
import dev.ramal.billing.invoicing.ClosedMonthStep;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Asks for the files of a month: when it is closed, in the transaction that issues its invoice, and
 * when a person wants them.
 *
 * <p>Failure policy: the wish is stored first and produced by a job; whoever dies in between leaves
 * both or neither. Of one month the closing asks once.
 */
@ApplicationScoped
class RequestExport implements ClosedMonthStep {
  static final String CLOSING = "closing";

  private final MonthlyExportRepository exports;
  private final ExportScheduleRepository schedules;
  private final Jobs jobs;
  private final SqlTransactions transactions;
  private final Clock clock;

  RequestExport(
      MonthlyExportRepository exports,
      ExportScheduleRepository schedules,
      Jobs jobs,
      SqlTransactions transactions,
      Clock clock) {
    this.exports = exports;
    this.schedules = schedules;
    this.jobs = jobs;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public Uni<Void> closed(Sql sql, TenantId tenant, BillingMonth month, FixedTerms terms) {
    return schedules
        .of(sql, tenant)
        .chain(
            schedule ->
                schedule.formats().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : store(
                        sql,
                        MonthlyExport.wanted(
                            tenant,
                            UuidV7.next(),
                            month,
                            schedule.formats(),
                            terms,
                            true,
                            CLOSING,
                            clock.instant()),
                        Priority.BACKGROUND));
  }

  /**
   * @param by user name
   */
  Uni<MonthlyExport> request(
      TenantId tenant, BillingMonth month, List<ExportFormat> formats, String by) {
    UUID id = UuidV7.next();
    MonthlyExport wanted =
        MonthlyExport.wanted(tenant, id, month, formats, null, false, by, clock.instant());
    return transactions
        .inTenant(tenant, sql -> store(sql, wanted, Priority.NORMAL))
        .replaceWith(wanted);
  }

  private Uni<Void> store(Sql sql, MonthlyExport wanted, Priority priority) {
    return exports
        .add(sql, wanted)
        .chain(
            added ->
                added
                    ? jobs.append(sql, job(wanted, priority)).replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private static NewJob job(MonthlyExport wanted, Priority priority) {
    String id = wanted.id().toString();
    return NewJob.of(wanted.tenant(), ProduceExport.QUEUE, ProduceExport.KIND, id, Map.of())
        .once(id)
        .withPriority(priority);
  }
}
