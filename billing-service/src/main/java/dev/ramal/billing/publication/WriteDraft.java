package dev.ramal.billing.publication;

import dev.ramal.billing.tariffs.PublishTariff;
import dev.ramal.billing.tariffs.TariffDiff;
import dev.ramal.billing.tariffs.TariffDocument;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes drafts. What could not be published is not even stored: whoever writes is told at once.
 */
@ApplicationScoped
class WriteDraft {
  private final DraftRepository drafts;
  private final ChangeRepository changes;
  private final PublishTariff publishTariff;
  private final TenantTransactions transactions;

  WriteDraft(
      DraftRepository drafts,
      ChangeRepository changes,
      PublishTariff publishTariff,
      TenantTransactions transactions) {
    this.drafts = drafts;
    this.changes = changes;
    this.publishTariff = publishTariff;
    this.transactions = transactions;
  }

  Uni<TariffDraft> create(TenantId tenant, TariffDocument document, DoneBy by) {
    TariffDraft draft = TariffDraft.of(UuidV7.next(), document, by);
    return transactions.inTenant(
        tenant,
        session ->
            publishTariff
                .requirePublishable(session, tenant, document)
                .chain(
                    () ->
                        save(
                            session,
                            tenant,
                            draft,
                            TariffChange.of(draft, ChangeAction.DRAFTED, by, null))));
  }

  /**
   * @param seen the revision that is rewritten; null for whichever there is
   * @throws dev.ramal.kit.problem.ProblemException 409 when somebody else was faster, or it is no
   *     draft any more
   */
  Uni<TariffDraft> rewrite(
      TenantId tenant, UUID id, Integer seen, TariffDocument document, DoneBy by) {
    return transactions.inTenant(
        tenant,
        session ->
            drafts
                .lock(Sql.of(session), tenant, id)
                .map(before -> rewritten(before, seen, document, by))
                .call(() -> publishTariff.requirePublishable(session, tenant, document))
                .chain(rewriting -> save(session, tenant, rewriting.draft(), rewriting.change())));
  }

  private static Rewriting rewritten(
      TariffDraft before, Integer seen, TariffDocument document, DoneBy by) {
    if (seen != null) {
      before.requireRevision(seen);
    }
    TariffDraft after = before.rewritten(document, by);
    TariffDiff diff = TariffDiff.between(before.document(), document);
    return new Rewriting(after, TariffChange.of(after, ChangeAction.REWRITTEN, by, null, diff));
  }

  private Uni<TariffDraft> save(
      Mutiny.Session session, TenantId tenant, TariffDraft draft, TariffChange change) {
    Sql sql = Sql.of(session);
    return drafts
        .save(sql, tenant, draft)
        .chain(() -> changes.add(sql, tenant, change))
        .replaceWith(draft);
  }

  private record Rewriting(TariffDraft draft, TariffChange change) {}
}
