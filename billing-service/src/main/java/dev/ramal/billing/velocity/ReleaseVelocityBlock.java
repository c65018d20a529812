package dev.ramal.billing.velocity;

import dev.ramal.events.TenantId;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** A person lets numbers of a prefix be used again; it is counted anew from then on. */
@ApplicationScoped
class ReleaseVelocityBlock {
  private final SqlTransactions transactions;
  private final VelocityBlockRepository blocks;
  private final VelocityNews news;
  private final Outbox outbox;
  private final Clock clock;

  ReleaseVelocityBlock(
      SqlTransactions transactions,
      VelocityBlockRepository blocks,
      VelocityNews news,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.blocks = blocks;
    this.news = news;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @param reason null when none is given
   * @return the block as it is then; one that was released before stays as it is
   */
  Uni<VelocityBlock> release(TenantId tenant, UUID id, String by, String reason) {
    return transactions.inTenant(
        tenant,
        sql ->
            blocks
                .lock(sql, tenant, id)
                .map(found -> found.orElseThrow(VelocityProblems::unknownVelocityBlock))
                .chain(
                    block -> {
                      if (block.releasedAt() != null) {
                        return Uni.createFrom().item(block);
                      }
                      VelocityBlock released = block.released(clock.instant(), by, reason);
                      return blocks
                          .release(sql, tenant, released)
                          .chain(() -> outbox.appendAll(sql, news.released(tenant, released)))
                          .replaceWith(released);
                    }));
  }
}
