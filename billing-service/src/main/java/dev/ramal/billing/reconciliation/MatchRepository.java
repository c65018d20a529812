package dev.ramal.billing.reconciliation;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Compares the rows of a file with {@code our_uses}, in sets: tables that live as long as the
 * transaction, and one statement for each step, whatever the number of rows.
 */
@ApplicationScoped
class MatchRepository {
  private static final int ROUNDS = 5;

  private static final List<String> TABLES =
      List.of(
          """
          create temp table carrier_lines (
            file_row bigint, reference text, part text, party text, started_at timestamptz,
            quantity bigint, amount numeric, currency text) on commit drop
          """,
          """
          create temp table carrier_items (
            place bigint, file_rows bigint[], duplicate_of bigint, reference text, party text,
            started_at timestamptz, quantity bigint, amount numeric, currency text) on commit drop
          """,
          "create temp table pairs (place bigint, usage_id uuid, matched_by text) on commit drop",
          """
          create temp table open_items (
            place bigint, reference text, party text, started_at timestamptz, quantity bigint)
            on commit drop
          """,
          """
          create temp table open_uses (
            usage_id uuid, reference text, party text, occurred_at timestamptz, quantity bigint)
            on commit drop
          """);

  private static final String ADD =
      """
      insert into carrier_lines
      select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[],
        $6::bigint[], $7::text[]::numeric[], $8::text[])
      """;

  /** Each row is what one usage is billed by; one that was there before is a duplicate. */
  private static final String ITEMS =
      """
      insert into carrier_items
      with again as materialized (
        select reference, min(file_row) as first from carrier_lines
        where reference is not null group by reference having count(*) > 1)
      select l.file_row, array[l.file_row], nullif(a.first, l.file_row), l.reference, l.party,
        l.started_at, l.quantity, l.amount, l.currency
      from carrier_lines l left join again a on a.reference = l.reference
      """;

  /** One leg has a row for each product: they are added up, a product's second row is not. */
  private static final String ITEMS_OF_PARTS =
      """
      insert into carrier_items
      with ranked as (
        select *, first_value(file_row) over same as first from carrier_lines
        window same as (
          partition by coalesce(reference, 'row ' || file_row), part order by file_row))
      select min(file_row), array_agg(file_row order by file_row), null::bigint, max(reference),
        max(party), min(started_at), max(quantity), sum(amount),
        case when min(currency) <> max(currency) then 'XXX' else max(currency) end
      from ranked where file_row = first group by coalesce(reference, 'row ' || file_row)
      union all
      select file_row, array[file_row], first, reference, party, started_at, quantity, amount,
        currency
      from ranked where file_row <> first
      """;

  private static final String WANTED =
      """
      insert into wanted_references
      select i.reference from carrier_items i left join our_uses u on u.reference = i.reference
      where i.duplicate_of is null and i.reference is not null and u.usage_id is null
      """;

  private static final String PAIR_BY_REFERENCE =
      """
      insert into pairs
      select distinct on (i.place) i.place, u.usage_id, 'reference'
      from carrier_items i join our_uses u on u.reference = i.reference
      where i.duplicate_of is null order by i.place, u.expected desc, u.leg, u.usage_id
      """;

  private static final String OPEN_ITEMS =
      """
      insert into open_items
      select i.place, i.reference, i.party, i.started_at, i.quantity
      from carrier_items i left join pairs p on p.place = i.place
      where p.place is null and i.duplicate_of is null and i.party is not null
        and i.started_at is not null
      """;

  private static final String OPEN_USES =
      """
      insert into open_uses
      select u.usage_id, u.reference, u.party, u.occurred_at, u.quantity
      from our_uses u left join pairs p on p.usage_id = u.usage_id
      where p.usage_id is null and u.party is not null
        and (u.reference is null or $1::boolean
          or exists (select from open_items where reference is null))
      """;

  /**
   * Number and time: a row and a usage that are each other's nearest, the length first, are paired;
   * then those that are left, and so on.
   */
  private static final String PAIR_BY_NUMBER =
      """
      with near as (
        select i.place, n.usage_id, n.other, n.distance
        from open_items i cross join lateral (
          select u.usage_id, coalesce(abs(u.quantity - i.quantity) > $2::bigint, false) as other,
            abs(extract(epoch from u.occurred_at - i.started_at)) as distance
          from open_uses u
          where u.party = i.party
            and u.occurred_at between i.started_at - $1::bigint * interval '1 second'
              and i.started_at + $1::bigint * interval '1 second'
            and (i.reference is null or u.reference is null or $3::boolean)
          order by 2, 3, 1 limit 8) n
      ), ranked as (
        select place, usage_id,
          row_number() over (partition by place order by other, distance, usage_id) as of_item,
          row_number() over (partition by usage_id order by other, distance, place) as of_usage
        from near
      ), made as (
        insert into pairs select place, usage_id, 'number-and-time' from ranked
        where of_item = 1 and of_usage = 1 returning place
      )
      select count(*) from made
      """;

  private static final List<String> CLOSE =
      List.of(
          "delete from open_items i using pairs p where p.place = i.place",
          "delete from open_uses u using pairs p where p.usage_id = u.usage_id");

  /** Empty tables for the rows of a file. */
  Uni<Void> prepare(Sql sql, int workMemory) {
    Uni<Void> made =
        sql.query("select set_config('work_mem', $1, true)", workMemory + "MB").replaceWithVoid();
    for (String table : TABLES) {
      made = made.chain(() -> sql.query(table)).replaceWithVoid();
    }
    return made;
  }

  Uni<Void> add(Sql sql, List<CarrierLine> lines) {
    return lines.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(
                ADD,
                Columns.of(lines)
                    .bigint(CarrierLine::row)
                    .text(CarrierLine::reference)
                    .text(CarrierLine::part)
                    .text(CarrierLine::party)
                    .instant(CarrierLine::startedAt)
                    .bigint(CarrierLine::quantity)
                    .text(line -> line.amount() == null ? null : line.amount().toPlainString())
                    .text(CarrierLine::currency)
                    .parameters())
            .replaceWithVoid();
  }

  /**
   * Makes of the rows what one usage each is billed by, and names what is not among ours.
   *
   * @param ofParts whether a leg may have several rows
   */
  Uni<Void> gather(Sql sql, boolean ofParts) {
    return sql.query("analyze carrier_lines")
        .chain(() -> sql.query(ofParts ? ITEMS_OF_PARTS : ITEMS))
        .chain(() -> sql.query("analyze carrier_items"))
        .chain(() -> sql.query(WANTED))
        .replaceWithVoid();
  }

  /** Pairs rows and uses: by the carrier's name, then what is left by number and time. */
  Uni<Void> pair(Sql sql, ReconciliationSettings settings) {
    boolean otherwise = settings.format().namesOtherwise();
    return sql.query(PAIR_BY_REFERENCE)
        .chain(() -> sql.query("analyze pairs"))
        .chain(() -> sql.query(OPEN_ITEMS))
        .chain(() -> sql.query(OPEN_USES, otherwise))
        .chain(() -> sql.query("create index on open_uses (party, occurred_at)"))
        .chain(() -> sql.query("analyze open_uses"))
        .chain(() -> pairByNumber(sql, settings, ROUNDS))
        .chain(() -> sql.query("analyze pairs"))
        .replaceWithVoid();
  }

  private Uni<Void> pairByNumber(Sql sql, ReconciliationSettings settings, int rounds) {
    return sql.query(
            PAIR_BY_NUMBER,
            (long) settings.tolerances().pairingSeconds(),
            (long) settings.quantityTolerance(),
            settings.format().namesOtherwise())
        .chain(
            made ->
                made.get(0).bigint(0) == 0 || rounds == 1
                    ? Uni.createFrom().voidItem()
                    : sql.query(CLOSE.get(0))
                        .chain(() -> sql.query(CLOSE.get(1)))
                        .chain(() -> pairByNumber(sql, settings, rounds - 1)));
  }

  /** Judges every row and every usage that the file should have, and keeps what came out. */
  Uni<Void> judge(
      Sql sql, TenantId tenant, UUID id, ReconciliationSettings settings, long lastRow) {
    Tolerances within = settings.tolerances();
    return sql.query(
            JudgeStatement.TEXT,
            tenant.value(),
            id,
            (long) settings.quantityTolerance(),
            within.price().toPlainString(),
            within.pricePercent().toPlainString(),
            within.estimatePercent().toPlainString(),
            within.currencyPercent().toPlainString(),
            lastRow)
        .chain(() -> sql.query(JudgeStatement.TOTALS, tenant.value(), id))
        .replaceWithVoid();
  }
}
