package dev.ramal.billing.tariffs;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.tariffs.TariffPublished;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells others what carriers charge, once by each tariff that is in force: in the transaction that
 * publishes it; of the reference, and of what was there before, after a start.
 *
 * <p>Failure policy: what cannot be told at a start is told at the next one, and named in the log.
 */
@ApplicationScoped
class TellTariffs {
  private static final Logger LOG = Logger.getLogger(TellTariffs.class);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final String UNTOLD =
      """
      select cast(id as text) from tariffs t
      where in_force and not exists (select 1 from told_tariffs told where told.tariff_id = t.id)
      order by created_at, id
      """;

  /** Of two replicas one tells: the other waits here, and finds it told. */
  private static final String TAKE =
      """
      with taken as (
        insert into told_tariffs (tariff_id, tenant)
        select id, tenant from tariffs where id = $1 and in_force
        on conflict do nothing
        returning tariff_id)
      select t.tenant, cast(t.document as text) from taken join tariffs t on t.id = taken.tariff_id
      """;

  private final SqlTransactions transactions;
  private final Events events;
  private final Outbox outbox;

  TellTariffs(SqlTransactions transactions, Events events, Outbox outbox) {
    this.transactions = transactions;
    this.events = events;
    this.outbox = outbox;
  }

  /** Does nothing for one that was told, or is kept for comparison only. */
  Uni<Void> tell(Sql sql, UUID id) {
    return sql.query(TAKE, id)
        .chain(
            taken ->
                taken.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : outbox.appendAll(sql, entries(id, taken.get(0))));
  }

  /** Behind the reference, and without holding up the start. */
  void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent ignored) {
    tellOthers()
        .onFailure()
        .invoke(failure -> LOG.warnf("tariffs are told later: %s", failure))
        .onFailure()
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .indefinitely()
        .subscribe()
        .with(done -> {}, failure -> LOG.errorf(failure, "tariffs are told at the next start"));
  }

  /** Each in a transaction of its own, so that one that cannot be read holds up no other. */
  Uni<Void> tellOthers() {
    return transactions
        .acrossTenants("tariffs of all organizations are told", this::untold)
        .onItem()
        .transformToMulti(ids -> Multi.createFrom().iterable(ids))
        .onItem()
        .transformToUniAndConcatenate(
            id ->
                BestEffort.of(
                    transactions.acrossTenants(
                        "the tariff may be the reference", sql -> tell(sql, id)),
                    failure -> LOG.errorf("tariff=%s is not told: %s", id, failure)))
        .onItem()
        .ignoreAsUni();
  }

  @AcrossTenants("tariffs of all organizations are told")
  private Uni<List<UUID>> untold(Sql sql) {
    return sql.query(UNTOLD)
        .map(rows -> rows.stream().map(row -> UUID.fromString(row.text(0))).toList());
  }

  private List<OutboxEntry> entries(UUID id, SqlRow row) {
    boolean reference = TariffRepository.REFERENCE.equals(row.text(0));
    TenantId owner = reference ? TenantId.OPERATOR : TenantId.of(row.text(0));
    return TariffParts.of(id, TariffRepository.read(row.text(1)), reference).stream()
        .map(
            part ->
                OutboxEntry.of(
                    events.create(owner, Topics.TARIFFS, id.toString(), key(part), null, part)))
        .toList();
  }

  /** A part replaces only itself when the topic is compacted. */
  private static String key(TariffPublished part) {
    return part.tariffId() + ":" + part.part();
  }
}
