package dev.ramal.crm.connections;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Whether an organization's CRM can be asked now, and how much of what it takes is used. */
@ApplicationScoped
public class ReadReach {
  /** Tokens as they are now; a pause that only a person ends belongs to a lost connection. */
  private static final String REACH =
      """
      select c.state = 'connected', c.crm, c.fault, c.fault_at,
        case when a.paused_until > now() and a.paused_until < 'infinity' then a.paused_until end,
        a.tokens, extract(epoch from now() - a.refilled_at)
      from crm_connection c
      left join job_accounts a on a.tenant = c.tenant and a.account = $2
      where c.tenant = $1
      """;

  private final KnownCrms crms;

  ReadReach(KnownCrms crms) {
    this.crms = crms;
  }

  public Uni<CrmReach> of(Sql sql, TenantId tenant) {
    return sql.query(REACH, tenant.value(), DeliveryGate.ACCOUNT).map(this::read);
  }

  private CrmReach read(List<SqlRow> rows) {
    if (rows.isEmpty()) {
      return new CrmReach(false, null, null, null, null);
    }
    SqlRow row = rows.get(0);
    String used =
        row.decimal(5) == null
            ? null
            : used(crms.named(row.text(1)).rate(), row.decimal(5), row.decimal(6));
    return new CrmReach(row.bool(0), used, row.instant(4), row.text(2), row.instant(3));
  }

  /**
   * @param tokens as of so many seconds ago
   */
  static String used(JobQueue.Rate rate, BigDecimal tokens, BigDecimal secondsAgo) {
    BigDecimal burst = BigDecimal.valueOf(rate.burst());
    BigDecimal now =
        tokens
            .add(BigDecimal.valueOf(rate.perSecond()).multiply(secondsAgo))
            .min(burst)
            .max(BigDecimal.ZERO);
    return BigDecimal.ONE
        .subtract(now.divide(burst, 2, RoundingMode.HALF_EVEN))
        .setScale(2, RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
