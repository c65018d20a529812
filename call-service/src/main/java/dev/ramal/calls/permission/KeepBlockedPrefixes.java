package dev.ramal.calls.permission;

import dev.ramal.events.TenantId;
import dev.ramal.events.billing.VelocityExceeded;
import dev.ramal.events.billing.VelocityReleased;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps which prefixes are used too much. A block is found once and released once; who hears of the
 * release first keeps that.
 */
@ApplicationScoped
class KeepBlockedPrefixes {
  /** Sorted by the key, so that two sets wait for each other instead of deadlocking. */
  private static final String WRITE =
      """
      insert into blocked_prefixes as known (tenant, block_id, prefix, rule, blocks, blocked_at,
        released_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[],
        $6::timestamptz[], $7::timestamptz[])
      on conflict (tenant, block_id) do update set
        rule = coalesce(known.rule, excluded.rule),
        blocks = known.blocks or excluded.blocks,
        blocked_at = coalesce(known.blocked_at, excluded.blocked_at),
        released_at = coalesce(known.released_at, excluded.released_at)
      """;

  /**
   * What is told of a block.
   *
   * @param rule its name; null where only the release is told
   * @param blockedAt null where only the release is told
   * @param releasedAt null where it is not told
   */
  record Told(
      TenantId tenant,
      String blockId,
      String prefix,
      String rule,
      boolean blocks,
      Instant blockedAt,
      Instant releasedAt) {
    Told and(Told other) {
      return new Told(
          tenant,
          blockId,
          prefix,
          rule == null ? other.rule : rule,
          blocks || other.blocks,
          blockedAt == null ? other.blockedAt : blockedAt,
          releasedAt == null ? other.releasedAt : releasedAt);
    }
  }

  private record Key(String tenant, String blockId) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::tenant).thenComparing(Key::blockId);

    static Key of(Told told) {
      return new Key(told.tenant().value(), told.blockId());
    }
  }

  static boolean concerns(ReceivedEvent event) {
    return event.is(VelocityExceeded.TYPE) || event.is(VelocityReleased.TYPE);
  }

  static Told read(ReceivedEvent event) {
    if (event.is(VelocityReleased.TYPE)) {
      VelocityReleased free = event.data(VelocityReleased.class);
      return new Told(
          event.tenant(), free.blockId(), free.prefix(), null, false, null, free.releasedAt());
    }
    VelocityExceeded found = event.data(VelocityExceeded.class);
    return new Told(
        event.tenant(),
        found.blockId(),
        found.prefix(),
        found.rule(),
        found.blocks(),
        found.exceededAt(),
        null);
  }

  @AcrossTenants("each row names its own")
  Uni<Void> keep(Sql sql, List<Told> told) {
    if (told.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Map<Key, Told> byKey = new TreeMap<>(Key.ORDER);
    told.forEach(one -> byKey.merge(Key.of(one), one, Told::and));
    return sql.query(
            WRITE,
            Columns.of(List.copyOf(byKey.values()))
                .text(Told::tenant)
                .text(Told::blockId)
                .text(Told::prefix)
                .text(Told::rule)
                .bool(Told::blocks)
                .instant(Told::blockedAt)
                .instant(Told::releasedAt)
                .parameters())
        .replaceWithVoid();
  }
}
