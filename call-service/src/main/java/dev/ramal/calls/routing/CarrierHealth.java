package dev.ramal.calls.routing;

import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * Hears what became of dials, and keeps calls away from a carrier that does not work.
 *
 * <p>Failure policy: what one process has heard and could not store is lost: a breaker opens a dial
 * later then. While nothing is wrong, nothing is stored.
 */
@ApplicationScoped
public class CarrierHealth {
  private final BreakerRepository breakers;
  private final TellHealth tell;
  private final SqlTransactions transactions;
  private final RoutingConfig config;
  private final Clock clock;

  CarrierHealth(
      BreakerRepository breakers,
      TellHealth tell,
      SqlTransactions transactions,
      RoutingConfig config,
      Clock clock) {
    this.breakers = breakers;
    this.tell = tell;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** Whether {@link #took} changes anything; to be read with whatever else is read then. */
  public Uni<Boolean> isTroubled(Sql sql, TenantId tenant, Carrier carrier) {
    return breakers.isTroubled(sql, tenant, carrier);
  }

  /** It took a dial. */
  public Uni<Void> took(TenantId tenant, Carrier carrier) {
    return change(tenant, carrier, (now, kept) -> kept.took(now));
  }

  /**
   * A dial failed for a reason of the carrier's.
   *
   * @param code the carrier's, or a word of ours
   */
  public Uni<Void> failed(TenantId tenant, Carrier carrier, String code, String reason) {
    return change(
        tenant,
        carrier,
        (now, kept) -> kept.failed(now, config.failuresToOpen(), waits(), code, reason));
  }

  /** It was asked about the account, and answered or not. */
  Uni<Void> asked(TenantId tenant, Carrier carrier, boolean answers) {
    return change(tenant, carrier, (now, kept) -> kept.asked(answers, now, waits()));
  }

  private Uni<Void> change(
      TenantId tenant, Carrier carrier, BiFunction<Instant, KeptBreaker, KeptBreaker> change) {
    return transactions.inTenant(
        tenant,
        sql ->
            breakers
                .lock(sql, tenant, carrier)
                .chain(
                    before -> {
                      KeptBreaker after = change.apply(clock.instant(), before);
                      return after.equals(before)
                          ? Uni.createFrom().voidItem()
                          : breakers
                              .save(sql, tenant, carrier, after)
                              .chain(() -> tell.tell(sql, tenant, carrier, before, after));
                    }));
  }

  private Backoff waits() {
    return Backoff.doubling(config.askAfter(), config.longestAsk());
  }
}
