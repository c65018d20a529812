package dev.ramal.billing.exports.monthly;

import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.billing.ledger.chain.SealLedger;
import dev.ramal.billing.ledger.chain.SealedMonthRepository;
import dev.ramal.billing.ledger.chain.SealedMonthRepository.LedgerTotals;
import dev.ramal.billing.ledger.chain.SealedMonthRepository.SealedPlace;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Finds the place in the ledger up to which all of a month is sealed, and seals it if it is not.
 */
@ApplicationScoped
class SealMonth {
  private final ReadTransactions reads;
  private final SealedMonthRepository months;
  private final SealLedger sealLedger;

  SealMonth(ReadTransactions reads, SealedMonthRepository months, SealLedger sealLedger) {
    this.reads = reads;
    this.months = months;
    this.sealLedger = sealLedger;
  }

  /**
   * @param totals of the month up to that place
   */
  record Sealed(SealedPlace place, LedgerTotals totals) {}

  /**
   * @return fails with {@link NotSealed} while a transaction that is open keeps entries from it
   */
  Uni<Sealed> of(TenantId tenant, BillingMonth month) {
    return read(tenant, month)
        .onFailure(NotSealed.class)
        .recoverWithUni(() -> sealLedger.seal().chain(() -> read(tenant, month)));
  }

  private Uni<Sealed> read(TenantId tenant, BillingMonth month) {
    return reads.read(
        tenant,
        connection ->
            months
                .place(connection, tenant, month)
                .invoke(
                    place -> {
                      if (!place.complete()) {
                        throw new NotSealed();
                      }
                    })
                .chain(
                    place ->
                        months
                            .totals(connection, tenant, month, place.snapshot())
                            .map(totals -> new Sealed(place, totals))));
  }

  /** Entries of the month were written and are not sealed yet. */
  static final class NotSealed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSealed() {
      super("entries of the month are not sealed yet", null, false, false);
    }
  }
}
