package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Usage records at rest; see {@link StoredUsage}. */
@ApplicationScoped
public class UsageRecordRepository {
  private static final String CREATE_OR_LOCK =
      """
      insert into metered_uses (usage_id, tenant, subject, subject_id, leg, meter, status, state)
      values (cast(cast(:id as text) as uuid), :tenant, :subject, :subjectId, nullif(:leg, ''), :meter,
              :status, cast(cast(:state as text) as jsonb))
      on conflict (usage_id) do update set changed_at = now()
      returning cast(state as text)
      """;

  private static final String SAVE =
      """
      update metered_uses
      set status = :status, reason = nullif(:reason, ''),
          destination_class = nullif(:destinationClass, ''),
          occurred_at = cast(nullif(:occurredAt, '') as timestamptz),
          state = cast(cast(:state as text) as jsonb), changed_at = now()
      where usage_id = cast(cast(:id as text) as uuid)
      """;

  private static final String UNRATEABLE =
      "select tenant, subject, subject_id, leg, meter, reason, cast(state as text)"
          + " from metered_uses where status = '"
          + StoredUsage.UNRATEABLE
          + "'";

  private static final String UNRATEABLE_PAGE =
      UNRATEABLE
          + " and (:time = '' or (occurred_at, usage_id)"
          + "   < (cast(nullif(:time, '') as timestamptz), cast(nullif(:id, '') as uuid)))"
          + " order by occurred_at desc, usage_id desc limit :limit";

  private static final String LONGEST_UNRATEABLE =
      UNRATEABLE + " order by changed_at, usage_id limit :limit";

  /** The record, locked until the transaction ends; {@link UsageRecord#UNKNOWN} when it is new. */
  Uni<UsageRecord> lock(Mutiny.Session session, UsageKey key) {
    return session
        .createNativeQuery(CREATE_OR_LOCK, String.class)
        .setParameter("id", key.usageId().toString())
        .setParameter("tenant", key.tenant().value())
        .setParameter("subject", key.subject())
        .setParameter("subjectId", key.subjectId())
        .setParameter("leg", key.leg() == null ? "" : key.leg())
        .setParameter("meter", key.meter().wire())
        .setParameter("status", StoredUsage.WAITING)
        .setParameter("state", EventJson.write(StoredUsage.of(UsageRecord.UNKNOWN)))
        .getSingleResult()
        .map(state -> EventJson.read(state, StoredUsage.class).toRecord());
  }

  Uni<Void> save(Mutiny.Session session, UsageKey key, UsageRecord record) {
    StoredUsage stored = StoredUsage.of(record);
    Usage usage = stored.usage();
    DestinationClass destinationClass = usage == null ? null : usage.destinationClass();
    return session
        .createNativeQuery(SAVE)
        .setParameter("id", key.usageId().toString())
        .setParameter("status", stored.status())
        .setParameter("reason", stored.reason() == null ? "" : stored.reason())
        .setParameter("destinationClass", destinationClass == null ? "" : destinationClass.word())
        .setParameter("occurredAt", usage == null ? "" : usage.occurredAt().toString())
        .setParameter("state", EventJson.write(stored))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Usage that no tariff covers, newest first. */
  Uni<List<UnrateableUsage>> unrateable(Mutiny.Session session, Optional<Cursor> after, int limit) {
    return session
        .createNativeQuery(UNRATEABLE_PAGE, Object[].class)
        .setParameter("time", after.map(place -> place.time().toString()).orElse(""))
        .setParameter("id", after.map(Cursor::id).orElse(""))
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(UsageRecordRepository::unrateable).toList());
  }

  /** Usage that no tariff covers, first what has been left alone for longest. */
  Uni<List<UnrateableUsage>> longestUnrateable(Mutiny.Session session, int limit) {
    return session
        .createNativeQuery(LONGEST_UNRATEABLE, Object[].class)
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(UsageRecordRepository::unrateable).toList());
  }

  Uni<Long> countUnrateable(Mutiny.Session session) {
    return session
        .createNativeQuery("select count(*) from metered_uses where status = :status", Long.class)
        .setParameter("status", StoredUsage.UNRATEABLE)
        .getSingleResult();
  }

  private static UnrateableUsage unrateable(Object[] row) {
    UsageKey key =
        new UsageKey(
            TenantId.of((String) row[0]),
            (String) row[1],
            (String) row[2],
            (String) row[3],
            Meter.of((String) row[4]));
    return new UnrateableUsage(
        key, (String) row[5], EventJson.read((String) row[6], StoredUsage.class).usage());
  }

  /** A usage that no tariff covers, and why. */
  record UnrateableUsage(UsageKey key, String reason, Usage usage) {}
}
