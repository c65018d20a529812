package dev.ramal.crm.timeline;

import dev.ramal.crm.timeline.ItemNews.ItemKey;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.SqlRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The statements on timelines. Of whom something is asked for comes as keys that are looked up one
 * after the other ({@code lateral}), so that no statistics lead to a scan of the table.
 */
final class TimelineStatements {
  private static final String COLUMNS =
      """
      tenant, interaction, id, type, at, phone, contact_id, agent_id, agent_name, rank, revision,
        seq, detail
      """;

  /**
   * Keeps everybody else from changing timelines of the organizations until the transaction ends.
   * In one order, so that two sets wait for each other instead of deadlocking.
   */
  static final String LOCK =
      """
      insert into timeline_head as head (tenant, seq)
      select tenant, 0 from unnest($1::text[]) as wanted (tenant) order by tenant
      on conflict (tenant) do update set seq = head.seq
      returning tenant, seq
      """;

  static final String NUMBERED =
      """
      update timeline_head set seq = told.seq
      from unnest($1::text[], $2::bigint[]) as told (tenant, seq)
      where timeline_head.tenant = told.tenant
      """;

  static final String LOAD =
      """
      select item.* from unnest($1::text[], $2::text[]) as wanted (tenant, interaction)
      cross join lateral (select %s from timeline_item
        where tenant = wanted.tenant and interaction = wanted.interaction offset 0) item
      """
          .formatted(COLUMNS);

  static final String WRITE =
      """
      insert into timeline_item (%s)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
        $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::int[], $12::bigint[],
        $13::text[])
      on conflict (tenant, interaction, id) do update set at = excluded.at,
        phone = excluded.phone, contact_id = excluded.contact_id, agent_id = excluded.agent_id,
        agent_name = excluded.agent_name, rank = excluded.rank, revision = excluded.revision,
        seq = excluded.seq, detail = excluded.detail
      """
          .formatted(COLUMNS);

  static final String HEAD = "select seq from timeline_head where tenant = $1";

  static final String PURGE =
      """
      delete from timeline_item where ctid = any(array(select ctid from timeline_item
        where at < $1 order by at limit $2::int for update skip locked))
      returning 1
      """;

  /** What has changed since a number, by phone and by contact; what is found by both is one. */
  static final String CHANGES =
      """
      select * from (
        select item.* from unnest($2::text[]) as known (phone)
        cross join lateral (select %1$s from timeline_item
          where tenant = $1 and phone = known.phone and seq > $4::bigint
          order by seq limit $5::int) item
        union
        (select %1$s from timeline_item
          where tenant = $1 and contact_id = $3 and seq > $4::bigint
          order by seq limit $5::int)) changes
      order by seq limit $5::int
      """
          .formatted(COLUMNS);

  /** For each phone and type, and for the contact and each type, the newest behind a place. */
  private static final String PAGE =
      """
      select * from (
        select item.* from unnest($2::text[]) as known (phone)
        cross join unnest($4::text[]) as wanted (type)
        cross join lateral (select %1$s from timeline_item
          where tenant = $1 and phone = known.phone and type = wanted.type %2$s
          order by at desc, id desc limit $5::int) item
        union
        select item.* from unnest($4::text[]) as wanted (type)
        cross join lateral (select %1$s from timeline_item
          where tenant = $1 and contact_id = $3 and type = wanted.type %2$s
          order by at desc, id desc limit $5::int) item) found
      order by at desc, id desc limit $5::int
      """;

  private static final String FIRST_PAGE = PAGE.formatted(COLUMNS, "");
  private static final String PAGE_BEHIND =
      PAGE.formatted(COLUMNS, "and (at, id) < ($6::timestamptz, $7::text)");

  private TimelineStatements() {}

  /** A statement with its parameters, see {@link Columns}. */
  record Statement(String text, Object[] parameters) {}

  /**
   * @param behind null for the first page
   */
  static Statement page(
      TenantId tenant,
      TimelineOwner owner,
      Collection<TimelineType> types,
      Cursor behind,
      int most) {
    Columns<Object> columns =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(owner.phones().toArray(String[]::new))
            .scalar(owner.contactId())
            .scalar(types.stream().map(TimelineType::wire).sorted().toArray(String[]::new))
            .scalar(most);
    return behind == null
        ? new Statement(FIRST_PAGE, columns.parameters())
        : new Statement(
            PAGE_BEHIND, columns.scalar(behind.time()).scalar(behind.id()).parameters());
  }

  static Object[] ofKeys(Collection<InteractionKey> keys) {
    return Columns.of(keys.stream().distinct().sorted().toList())
        .text(InteractionKey::tenant)
        .text(InteractionKey::id)
        .parameters();
  }

  static Object[] ofHeads(Map<TenantId, Long> heads) {
    return Columns.of(List.copyOf(heads.entrySet()))
        .text(Map.Entry::getKey)
        .bigint(Map.Entry::getValue)
        .parameters();
  }

  static Object[] ofItems(List<TimelineItem> items) {
    return Columns.of(items)
        .text(item -> item.key().tenant())
        .text(item -> item.key().interaction().id())
        .text(item -> item.key().id())
        .text(item -> item.type().wire())
        .instant(TimelineItem::at)
        .text(item -> item.participants().phone())
        .text(item -> item.participants().contactId())
        .text(item -> item.participants().agentId())
        .text(item -> item.participants().agentName())
        .bigint(TimelineItem::rank)
        .integer(TimelineItem::revision)
        .bigint(TimelineItem::seq)
        .text(item -> EventJson.write(item.detail()))
        .parameters();
  }

  static TimelineItem read(SqlRow row) {
    TimelineType type = TimelineType.of(row.text(3));
    return new TimelineItem(
        new ItemKey(new InteractionKey(TenantId.of(row.text(0)), row.text(1)), row.text(2)),
        type,
        row.instant(4),
        new Participants(row.text(5), row.text(6), row.text(7), row.text(8)),
        row.bigint(9),
        row.integer(10),
        row.bigint(11),
        ItemDetail.read(type, row.text(12)));
  }
}
