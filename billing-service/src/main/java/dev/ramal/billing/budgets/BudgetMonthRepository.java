package dev.ramal.billing.budgets;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Budgets in their months: what is spent, by the sums that the ledger's trigger keeps, and what was
 * told. Many of them are read with one statement.
 */
@ApplicationScoped
class BudgetMonthRepository {
  /** Of each budget of the given organizations and months the version that holds there. */
  private static final String HOLDING =
      """
      (select distinct on (v.tenant, v.budget_id, given.month) given.month, v.*
      from unnest($1::text[], $2::text[]) as given (tenant, month)
      join budget_versions v on v.tenant = given.tenant and v.from_month <= given.month
      order by v.tenant, v.budget_id, given.month, v.version desc) v
      """;

  /** By its agents since they are members; what was booked before lies in what is carried. */
  private static final String SPENT =
      """
      cross join lateral (
        select case when v.month <> v.from_month then 0
          when v.measure = 'cost' then v.carried_cost else v.carried_price end as carried) c
      cross join lateral (
        select c.carried
          + coalesce(sum(case v.measure when 'cost' then m.cost else m.price end), 0) as spent
        from month_spend m
        where m.tenant = v.tenant and m.month = v.month and m.scope = v.scope
          and m.subject = any(v.subjects)) s
      """;

  private static final String MARKS =
      """
      left join budget_marks k on k.tenant = v.tenant and k.budget_id = v.budget_id
        and k.month = v.month and k.version = v.version
      """;

  private static final String MONTH =
      "select "
          + BudgetRepository.COLUMNS
          + """
          , v.month, s.spent, k.percent, k.spent, cast(k.entry_id as text),
          cast(k.usage_id as text), k.reached_at, c.carried
          from
          """;

  static final String ALL = MONTH + HOLDING + SPENT + MARKS + "order by 1, 2, 17, 19";

  /** Of those only the ones that reach something of which nobody was told. */
  static final String REACHED =
      MONTH
          + HOLDING
          + SPENT
          + MARKS
          + """
          where not v.withdrawn and exists (
            select from unnest(v.percents) as watched (percent)
            where s.spent * 100 >= v.amount * watched.percent and not exists (
              select from budget_marks told
              where told.tenant = v.tenant and told.budget_id = v.budget_id
                and told.month = v.month and told.version = v.version
                and told.percent = watched.percent))
          order by 1, 2, 17, 19
          """;

  private static final String ADD_MARKS =
      """
      insert into budget_marks
        (tenant, budget_id, month, version, percent, spent, entry_id, usage_id, reached_at)
      select tenant, cast(budget_id as uuid), month, version, percent, cast(spent as numeric),
        cast(entry_id as uuid), cast(usage_id as uuid), reached_at
      from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::int[], $6::text[],
        $7::text[], $8::text[], $9::timestamptz[])
        as made (tenant, budget_id, month, version, percent, spent, entry_id, usage_id, reached_at)
      """;

  /** A month of which nothing is known yet has no row that could be locked. */
  private static final String OPEN =
      """
      insert into month_spend (tenant, month, scope, subject, price, cost)
      values ($1, $2, 'organization', '', 0, 0) on conflict do nothing
      """;

  private static final String LOCK =
      """
      select month from month_spend
      where tenant = $1 and scope = 'organization' and subject = '' and month >= $2
      order by month for update
      """;

  private static final String END_MARKS =
      """
      update budget_marks set over_at = $4
      where tenant = $1 and budget_id = $2 and month >= $3 and version < $5 and over_at is null
      """;

  /** One replica does it at a time. */
  private static final String END_MONTHS =
      """
      with turn as materialized (
        select pg_try_advisory_xact_lock(hashtext('budget_marks'), 0) as mine),
      due as materialized (
        select distinct tenant, budget_id, month, version from (
          select tenant, budget_id, month, version from budget_marks
          where over_at is null and month < $1 and (select mine from turn)
          order by month limit $2) several),
      k as (
        update budget_marks m set over_at = $3 from due
        where m.tenant = due.tenant and m.budget_id = due.budget_id and m.month = due.month
          and m.version = due.version
        returning m.*),
      v as (
        select due.month, v.* from due join budget_versions v
          on v.tenant = due.tenant and v.budget_id = due.budget_id and v.version = due.version)
      """
          + MONTH
          + "v "
          + SPENT
          + """
          join k on k.tenant = v.tenant and k.budget_id = v.budget_id and k.month = v.month
            and k.version = v.version
          order by 1, 2, 17, 19
          """;

  /** All budgets that hold in a month of an organization. */
  Uni<List<BudgetMonth>> of(Sql sql, TenantId tenant, BillingMonth month) {
    return sql.query(ALL, new String[] {tenant.value()}, (Object) new String[] {month.toString()})
        .map(BudgetMonthRepository::read);
  }

  /** Those that some entries may have brought to something new; read after these are written. */
  @AcrossTenants("each entry names its own")
  Uni<List<BudgetMonth>> reached(Sql sql, List<LedgerEntry> entries) {
    List<Place> places = entries.stream().map(Place::of).distinct().toList();
    return sql.query(
            REACHED, Columns.of(places).text(Place::tenant).text(Place::month).parameters())
        .map(BudgetMonthRepository::read);
  }

  /** One budget in several months, each in the version that holds there. */
  Uni<List<BudgetMonth>> of(Sql sql, TenantId tenant, UUID budget, List<BillingMonth> several) {
    return sql.query(
            ALL,
            Columns.of(several).text(month -> tenant.value()).text(month -> month).parameters())
        .map(
            rows ->
                read(rows).stream().filter(found -> found.budget().id().equals(budget)).toList());
  }

  /**
   * Waits for whoever posts to a month of the organization from this one on, and lets nobody post
   * until the transaction is over.
   *
   * @return those months of which something is known, this one always
   */
  Uni<List<BillingMonth>> lock(Sql sql, TenantId tenant, BillingMonth from) {
    return sql.query(OPEN, tenant.value(), from.toString())
        .chain(() -> sql.query(LOCK, tenant.value(), from.toString()))
        .map(rows -> rows.stream().map(row -> BillingMonth.of(row.text(0))).toList());
  }

  /** The marks of each. */
  @AcrossTenants("each names its own")
  Uni<Void> addMarks(Sql sql, List<BudgetMonth> made) {
    List<Made> marks =
        made.stream()
            .flatMap(found -> found.marks().stream().map(mark -> new Made(found, mark)))
            .toList();
    return sql.query(
            ADD_MARKS,
            Columns.of(marks)
                .text(one -> one.found().tenant())
                .text(one -> one.found().budget().id())
                .text(one -> one.found().month())
                .integer(one -> one.found().budget().version())
                .integer(one -> one.mark().percent())
                .text(one -> one.mark().spent().amount().toPlainString())
                .text(one -> one.mark().entryId())
                .text(one -> one.mark().usageId())
                .instant(one -> one.mark().reachedAt())
                .parameters())
        .replaceWithVoid();
  }

  /** What earlier versions than this one told holds no more in this month and later ones. */
  Uni<Void> endMarks(Sql sql, TenantId tenant, Budget newest, Instant now) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(newest.id())
            .scalar(newest.fromMonth().toString())
            .scalar(now)
            .scalar(newest.version())
            .parameters();
    return sql.query(END_MARKS, parameters).replaceWithVoid();
  }

  /**
   * Ends some months that are over.
   *
   * @param current months before are over
   * @param most marks that are looked at
   * @return what had been told of them
   */
  @AcrossTenants("each row names its own")
  Uni<List<BudgetMonth>> endMonths(Sql sql, BillingMonth current, int most, Instant now) {
    Object[] parameters =
        Columns.of(List.of()).scalar(current.toString()).scalar(most).scalar(now).parameters();
    return sql.query(END_MONTHS, parameters).map(BudgetMonthRepository::read);
  }

  /** A row for each mark, and one for a month without any. */
  private static List<BudgetMonth> read(List<SqlRow> rows) {
    Map<List<Object>, BudgetMonth> found = new LinkedHashMap<>();
    Map<List<Object>, List<BudgetMark>> marks = new LinkedHashMap<>();
    for (SqlRow row : rows) {
      String month = row.text(BudgetRepository.WIDTH);
      List<Object> key = List.of(row.text(0), row.text(1), month);
      found.computeIfAbsent(
          key,
          ignored ->
              new BudgetMonth(
                  TenantId.of(row.text(0)),
                  BudgetRepository.budget(row, 0),
                  BillingMonth.of(month),
                  new Money(row.decimal(BudgetRepository.WIDTH + 1), "BRL"),
                  new Money(row.decimal(BudgetRepository.WIDTH + 7), "BRL"),
                  List.of()));
      List<BudgetMark> own = marks.computeIfAbsent(key, ignored -> new ArrayList<>());
      if (row.integer(BudgetRepository.WIDTH + 2) != null) {
        own.add(mark(row, BudgetRepository.WIDTH + 2));
      }
    }
    return found.entrySet().stream()
        .map(entry -> entry.getValue().with(marks.get(entry.getKey())))
        .toList();
  }

  private static BudgetMark mark(SqlRow row, int at) {
    return new BudgetMark(
        row.integer(at),
        new Money(row.decimal(at + 1), "BRL"),
        id(row.text(at + 2)),
        id(row.text(at + 3)),
        null,
        row.instant(at + 4));
  }

  private static UUID id(String text) {
    return text == null ? null : UUID.fromString(text);
  }

  private record Made(BudgetMonth found, BudgetMark mark) {}

  /** A month of an organization. */
  private record Place(String tenant, String month) {
    static Place of(LedgerEntry entry) {
      return new Place(entry.key().tenant().value(), entry.month().toString());
    }
  }
}
