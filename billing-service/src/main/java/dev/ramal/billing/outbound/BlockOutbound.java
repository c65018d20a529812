package dev.ramal.billing.outbound;

import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * A person pulls the switch, and lets go of it.
 *
 * <p>Failure policy: what is stored and what is told are one transaction. Pulled twice it is one
 * block, let go of twice it was the first who did.
 */
@ApplicationScoped
class BlockOutbound {
  private final SqlTransactions transactions;
  private final OutboundBlockRepository blocks;
  private final OutboundNews news;
  private final Outbox outbox;
  private final Clock clock;

  BlockOutbound(
      SqlTransactions transactions,
      OutboundBlockRepository blocks,
      OutboundNews news,
      Outbox outbox,
      Clock clock) {
    this.transactions = transactions;
    this.blocks = blocks;
    this.news = news;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What became of it.
   *
   * @param isNew false when the same was forbidden before
   */
  record Blocked(OutboundBlock block, boolean isNew) {}

  /**
   * @param prefix null for every number
   * @param by user name
   */
  Uni<Blocked> block(TenantId tenant, String prefix, String reason, String by) {
    OutboundBlock said = OutboundBlock.of(UuidV7.next(), prefix, reason, by, clock.instant());
    return transactions
        .inTenant(tenant, sql -> add(sql, tenant, said))
        .onFailure(LiftedMeanwhile.class)
        .retry()
        .atMost(3);
  }

  private Uni<Blocked> add(Sql sql, TenantId tenant, OutboundBlock said) {
    return blocks
        .add(sql, tenant, said)
        .chain(
            added ->
                added
                    ? outbox
                        .appendAll(sql, news.blocked(tenant, said))
                        .replaceWith(new Blocked(said, true))
                    : blocks
                        .open(sql, tenant, said.prefix())
                        .map(found -> found.orElseThrow(LiftedMeanwhile::new))
                        .map(found -> new Blocked(found, false)));
  }

  /**
   * @param reason null when none is given
   * @return the block as it is then; one that was lifted before stays as it is
   */
  Uni<OutboundBlock> lift(TenantId tenant, UUID id, String by, String reason) {
    return transactions.inTenant(
        tenant,
        sql ->
            blocks
                .lock(sql, tenant, id)
                .map(found -> found.orElseThrow(OutboundProblems::unknown))
                .chain(
                    block ->
                        block.isOpen()
                            ? lifted(sql, tenant, block.lifted(by, clock.instant(), reason))
                            : Uni.createFrom().item(block)));
  }

  private Uni<OutboundBlock> lifted(Sql sql, TenantId tenant, OutboundBlock block) {
    return blocks
        .lift(sql, tenant, block)
        .chain(() -> outbox.appendAll(sql, news.lifted(tenant, block)))
        .replaceWith(block);
  }

  /** Somebody let go while it was pulled: it is pulled anew. */
  private static final class LiftedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LiftedMeanwhile() {
      super("lifted meanwhile", null, false, false);
    }
  }
}
