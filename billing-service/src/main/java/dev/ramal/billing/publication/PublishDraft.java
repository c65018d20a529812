package dev.ramal.billing.publication;

import dev.ramal.billing.tariffs.PublishTariff;
import dev.ramal.billing.tariffs.TariffDiff;
import dev.ramal.billing.tariffs.TariffDocument;
import dev.ramal.billing.tariffs.TariffRepository;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Makes a tariff of a proposal, by another person than wrote and proposed it; the tariff, the draft
 * and the entry in the book of changes are one transaction.
 */
@ApplicationScoped
class PublishDraft {
  private static final Logger LOG = Logger.getLogger(PublishDraft.class);

  private final DraftRepository drafts;
  private final ChangeRepository changes;
  private final TariffRepository tariffs;
  private final PublishTariff publishTariff;
  private final TenantTransactions transactions;
  private final Set<String> alone;

  PublishDraft(
      DraftRepository drafts,
      ChangeRepository changes,
      TariffRepository tariffs,
      PublishTariff publishTariff,
      TenantTransactions transactions,
      PublicationConfig config) {
    this.drafts = drafts;
    this.changes = changes;
    this.tariffs = tariffs;
    this.publishTariff = publishTariff;
    this.transactions = transactions;
    this.alone = config.alone().orElse(Set.of());
  }

  /**
   * A repetition by the same person is answered as the first time.
   *
   * @param seen the revision that was looked at
   * @throws dev.ramal.kit.problem.ProblemException 403 when the person wrote or proposed it, 409
   *     when it is not proposed or not that revision any more
   */
  Uni<Published> publish(TenantId tenant, UUID id, int seen, DoneBy by) {
    return transactions.inTenant(
        tenant,
        session ->
            drafts
                .lock(Sql.of(session), tenant, id)
                .chain(
                    draft ->
                        draft.isPublished(seen, by)
                            ? Uni.createFrom().item(new Published(draft, false))
                            : publish(session, tenant, draft, seen, by)
                                .map(after -> new Published(after, true))));
  }

  /**
   * Without a draft and without another person, where the operator has said that this may be.
   *
   * @throws dev.ramal.kit.problem.ProblemException 403 where that was not said
   */
  Uni<UUID> publishAlone(TenantId tenant, TariffDocument document, DoneBy by, String reason) {
    return transactions
        .inTenant(
            tenant,
            session ->
                diff(Sql.of(session), tenant, document)
                    .chain(
                        diff ->
                            publishTariff
                                .publish(session, tenant, document, by.name())
                                .call(
                                    id ->
                                        changes.add(
                                            Sql.of(session),
                                            tenant,
                                            TariffChange.alone(id, document, by, reason, diff)))))
        .invoke(
            id -> LOG.warnf("tenant=%s tariff=%s was published by one person alone", tenant, id));
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 403 where one person is not enough
   */
  void requireAloneAllowed(TenantId tenant) {
    if (!alone.contains(tenant.value())) {
      throw PublicationProblems.needsSecondPerson();
    }
  }

  private Uni<TariffDraft> publish(
      Mutiny.Session session, TenantId tenant, TariffDraft draft, int seen, DoneBy by) {
    draft.published(seen, by, null);
    Sql sql = Sql.of(session);
    return diff(sql, tenant, draft.document())
        .chain(
            diff ->
                publishTariff
                    .publish(session, tenant, draft.document(), by.name())
                    .map(tariff -> draft.published(seen, by, tariff))
                    .call(after -> drafts.save(sql, tenant, after))
                    .call(
                        after ->
                            changes.add(
                                sql,
                                tenant,
                                TariffChange.of(after, ChangeAction.PUBLISHED, by, null, diff))));
  }

  private Uni<TariffDiff> diff(Sql sql, TenantId tenant, TariffDocument document) {
    return tariffs
        .followedBy(sql, tenant, document.validFrom())
        .map(before -> TariffDiff.between(before.orElse(null), document));
  }

  /**
   * @param isNew whether it was published just now
   */
  record Published(TariffDraft draft, boolean isNew) {}
}
