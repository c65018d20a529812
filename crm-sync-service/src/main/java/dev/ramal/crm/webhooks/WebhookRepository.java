package dev.ramal.crm.webhooks;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.port.CrmWebhook;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which webhooks were taken, and what became of them. */
@ApplicationScoped
class WebhookRepository {
  private static final String TAKE =
      """
      insert into crm_webhook (tenant, transaction_id, event, record_id, outcome, received_at,
        ended_at)
      values ($1, $2, $3, $4, $5::text, $6::timestamptz,
        case when $5::text is not null then $6::timestamptz end)
      on conflict (tenant, transaction_id) do nothing returning 1
      """;

  static final String END =
      """
      update crm_webhook set outcome = ended.outcome, ended_at = now()
      from (select taken.at, given.outcome
        from unnest($1::text[], $2::text[], $3::text[]) as given (tenant, transaction_id, outcome)
        cross join lateral (select ctid as at from crm_webhook
          where tenant = given.tenant and transaction_id = given.transaction_id
          order by tenant, transaction_id limit 1 for update) taken) ended
      where crm_webhook.ctid = ended.at and crm_webhook.outcome is null
      """;

  private static final String LAST =
      """
      select received_at from crm_webhook where tenant = $1 order by received_at desc limit 1
      """;

  private static final String PURGE =
      """
      delete from crm_webhook using (select tenant, transaction_id from crm_webhook
        where received_at < $1 order by received_at limit $2::int) old
      where crm_webhook.tenant = old.tenant and crm_webhook.transaction_id = old.transaction_id
      returning 1
      """;

  /**
   * @param outcome null for one that is applied afterwards
   * @return false for one that was taken before
   */
  Uni<Boolean> take(
      Sql sql, TenantId tenant, CrmWebhook webhook, WebhookOutcome outcome, Instant at) {
    return sql.query(
            TAKE,
            tenant.value(),
            webhook.transactionId(),
            webhook.event(),
            webhook.recordId(),
            outcome == null ? null : outcome.word(),
            at.atOffset(UTC))
        .map(taken -> !taken.isEmpty());
  }

  /** The first word about each counts. */
  Uni<Void> end(Sql sql, List<EndedWebhook> ended) {
    return sql.query(
            END,
            Columns.of(ended)
                .text(EndedWebhook::tenant)
                .text(EndedWebhook::transactionId)
                .text(one -> one.outcome().word())
                .parameters())
        .replaceWithVoid();
  }

  /** When the last one came; empty where none did, or long ago. */
  Uni<Optional<Instant>> last(Sql sql, TenantId tenant) {
    return sql.query(LAST, tenant.value())
        .map(rows -> rows.stream().findFirst().map(row -> row.instant(0)));
  }

  /**
   * Deletes some of those that came before.
   *
   * @return how many
   */
  @AcrossTenants("webhooks of every organization grow old")
  Uni<Integer> purge(Sql sql, Instant before, int limit) {
    return sql.query(PURGE, before.atOffset(UTC), limit).map(List::size);
  }
}
