package dev.ramal.billing.publication;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Proposes drafts, takes proposals back, and discards both. A repetition changes nothing. */
@ApplicationScoped
class MoveDraft {
  private final DraftRepository drafts;
  private final ChangeRepository changes;
  private final SqlTransactions transactions;

  MoveDraft(DraftRepository drafts, ChangeRepository changes, SqlTransactions transactions) {
    this.drafts = drafts;
    this.changes = changes;
    this.transactions = transactions;
  }

  /** From then on nobody changes it, and somebody else may publish it. */
  Uni<TariffDraft> propose(TenantId tenant, UUID id, DoneBy by) {
    return move(
        tenant,
        id,
        DraftState.PROPOSED,
        draft -> draft.proposed(by),
        ChangeAction.PROPOSED,
        by,
        null);
  }

  /** Back to whoever writes it: by those who looked at it, or by whoever proposed it. */
  Uni<TariffDraft> giveBack(TenantId tenant, UUID id, DoneBy by, String reason) {
    return move(
        tenant, id, DraftState.DRAFT, TariffDraft::returned, ChangeAction.RETURNED, by, reason);
  }

  Uni<TariffDraft> discard(TenantId tenant, UUID id, DoneBy by) {
    return move(
        tenant, id, DraftState.DISCARDED, TariffDraft::discarded, ChangeAction.DISCARDED, by, null);
  }

  private Uni<TariffDraft> move(
      TenantId tenant,
      UUID id,
      DraftState to,
      UnaryOperator<TariffDraft> step,
      ChangeAction action,
      DoneBy by,
      String reason) {
    return transactions.inTenant(
        tenant,
        sql ->
            drafts
                .lock(sql, tenant, id)
                .chain(
                    draft ->
                        draft.state() == to
                            ? Uni.createFrom().item(draft)
                            : moved(sql, tenant, step.apply(draft), action, by, reason)));
  }

  private Uni<TariffDraft> moved(
      Sql sql, TenantId tenant, TariffDraft after, ChangeAction action, DoneBy by, String reason) {
    return drafts
        .save(sql, tenant, after)
        .chain(() -> changes.add(sql, tenant, TariffChange.of(after, action, by, reason)))
        .replaceWith(after);
  }
}
