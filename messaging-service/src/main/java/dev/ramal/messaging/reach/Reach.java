package dev.ramal.messaging.reach;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/**
 * Whose dead letters and events somebody sees: those of one organization, or, for the operator's
 * people who name none, of all.
 *
 * @param tenant null for all
 */
public record Reach(TenantId tenant) {
  public static Reach of(Caller caller) {
    return new Reach(caller.tenantOrEvery().orElse(null));
  }

  /** For a statement; null for all. */
  public String word() {
    return tenant == null ? null : tenant.value();
  }

  /** Under whom it is written down what was done. */
  public TenantId owner() {
    return tenant == null ? TenantId.OPERATOR : tenant;
  }

  /** Row-level security holds it, beside each statement. */
  public <T> Uni<T> in(
      SqlTransactions transactions, Function<? super SqlTransaction, Uni<T>> work) {
    return tenant == null
        ? transactions.acrossTenants("the operator looks after all organizations at once", work)
        : transactions.inTenant(tenant, work);
  }
}
