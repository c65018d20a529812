package dev.ramal.messaging.deadletters;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/**
 * Whose letters somebody sees and sends again: those of one organization, or, for the operator's
 * people who name none, of all.
 *
 * @param tenant null for all
 */
record Reach(TenantId tenant) {
  static Reach of(Caller caller) {
    return new Reach(caller.tenantOrEvery().orElse(null));
  }

  /** For a statement; null for all. */
  String word() {
    return tenant == null ? null : tenant.value();
  }

  /** Under whom it is written down what was done. */
  TenantId owner() {
    return tenant == null ? TenantId.OPERATOR : tenant;
  }

  /** Row-level security holds it, beside each statement. */
  <T> Uni<T> in(SqlTransactions transactions, Function<? super SqlTransaction, Uni<T>> work) {
    return tenant == null
        ? transactions.acrossTenants("the operator repairs what broke for all at once", work)
        : transactions.inTenant(tenant, work);
  }
}
