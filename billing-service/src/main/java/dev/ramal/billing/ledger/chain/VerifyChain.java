package dev.ramal.billing.ledger.chain;

import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Recomputes an organization's chain, part after part. */
@ApplicationScoped
public class VerifyChain {
  private final ReadTransactions reads;
  private final ChainRepository chain;
  private final ChainConfig config;

  VerifyChain(ReadTransactions reads, ChainRepository chain, ChainConfig config) {
    this.reads = reads;
    this.chain = chain;
    this.config = config;
  }

  /**
   * All of it. What stands beside the chain is counted once, when all of it has been walked
   * through.
   *
   * @return of the first part that is not intact, else of the last one
   */
  public Uni<ChainVerification> whole(TenantId tenant) {
    return behind(tenant, 0)
        .chain(
            last ->
                last.intact()
                    ? reads
                        .read(tenant, connection -> chain.beside(connection, tenant))
                        .map(last::beside)
                    : Uni.createFrom().item(last));
  }

  private Uni<ChainVerification> behind(TenantId tenant, long position) {
    return part(tenant, position, false)
        .chain(
            part ->
                part.complete() || !part.intact()
                    ? Uni.createFrom().item(part)
                    : behind(tenant, part.through()));
  }

  /**
   * As much as is verified at once.
   *
   * @param after position behind which it begins
   */
  Uni<ChainVerification> part(TenantId tenant, long after) {
    return part(tenant, after, true);
  }

  private Uni<ChainVerification> part(TenantId tenant, long after, boolean beside) {
    return reads.read(
        tenant,
        connection -> chain.verify(connection, tenant, after, config.verifyAtOnce(), beside));
  }
}
