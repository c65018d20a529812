package dev.ramal.carriers.spending;

import dev.ramal.events.TenantId;
import dev.ramal.events.billing.VelocityExceeded;
import dev.ramal.events.billing.VelocityReleased;
import dev.ramal.kit.consuming.KeptTable;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps which prefixes are used too much. A block is found once and released once; who hears of the
 * release first keeps that.
 */
public final class KeepBlockedPrefixes implements KeptTable<KeepBlockedPrefixes.Told> {
  private static final String WRITE =
      """
      insert into %s as known (tenant, block_id, prefix, rule, blocks, blocked_at, released_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[],
        $6::timestamptz[], $7::timestamptz[])
      on conflict (tenant, block_id) do update set
        rule = coalesce(known.rule, excluded.rule),
        blocks = known.blocks or excluded.blocks,
        blocked_at = coalesce(known.blocked_at, excluded.blocked_at),
        released_at = coalesce(known.released_at, excluded.released_at)
      """;

  private final String write;

  /**
   * @param table has a row for each block of an organization
   */
  public KeepBlockedPrefixes(String table) {
    this.write = WRITE.formatted(table);
  }

  /**
   * What is told of a block.
   *
   * @param rule its name; null where only the release is told
   * @param blockedAt null where only the release is told
   * @param releasedAt null where it is not told
   */
  public record Told(
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

  @Override
  public boolean concerns(ReceivedEvent event) {
    return event.is(VelocityExceeded.TYPE) || event.is(VelocityReleased.TYPE);
  }

  @Override
  public Optional<Told> read(ReceivedEvent event) {
    return Optional.of(told(event));
  }

  private static Told told(ReceivedEvent event) {
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

  /** Sorted by the key, so that two sets wait for each other instead of deadlocking. */
  @Override
  @AcrossTenants("each row names its own")
  public Uni<Void> keep(Sql sql, List<Told> told) {
    Map<Key, Told> byKey = new TreeMap<>(Key.ORDER);
    told.forEach(one -> byKey.merge(Key.of(one), one, Told::and));
    return sql.query(
            write,
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
