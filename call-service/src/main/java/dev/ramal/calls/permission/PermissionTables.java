package dev.ramal.calls.permission;

import dev.ramal.calls.permission.PermissionInput.Block;
import dev.ramal.calls.permission.PermissionInput.OptOut;
import dev.ramal.calls.permission.PermissionInput.Volume;
import dev.ramal.carriers.consent.DeclinedConsent;
import dev.ramal.carriers.spending.BlockedPrefix;
import dev.ramal.carriers.spending.SpentBudget;
import dev.ramal.events.BudgetScope;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.versions.VersionedSettings.Version;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a verdict is judged on, with one statement that looks everything up by its key. */
@ApplicationScoped
public class PermissionTables {
  private static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");

  /** "+" and a digit at least. */
  private static final int SHORTEST_RANGE = 2;

  /** What each kind of row holds stands in {@link #found}; the sixth is the version known here. */
  static final String READ =
      """
      select 'settings', case when version = $6::int then null else settings end, null, null,
        null::timestamptz, null::timestamptz, version, null, null
      from (select settings, version from permission_settings where tenant = $1
        order by version desc limit 1) newest
      union all
      select 'block', b.number, b.source, b.reason, b.effective_from, b.expires_at, 0, null, null
      from unnest($2::text[]) as wanted (number) cross join lateral (
        select number, source, reason, effective_from, expires_at from blocked_numbers
        where tenant = $1 and number = wanted.number order by source) b
      union all
      select 'opt-out', o.channel, null, null, o.out_at, o.in_at, 0, null, null
      from (select channel, out_at, in_at from contact_opt_outs
        where tenant = $1 and number = $3 order by channel) o
      union all
      select 'consent', c.contact_id, c.crm, c.transaction_id, c.said_at, null, 0, null, null
      from (select contact_id, said_at from contact_consent_numbers
        where tenant = $1 and number = $3) named
      cross join lateral (
        select contact_id, crm, transaction_id, said_at from contact_consents
        where tenant = $1 and contact_id = named.contact_id and said_at = named.said_at
          and declined) c
      union all
      select 'volume', v.rule, v.number, v.version || '|' || v.evidence, null, null, v.percent,
        null, null
      from (select rule, number, version, evidence, percent from volume_warnings
        where tenant = $1 and ends >= cast($4::text as date) order by rule, number, begins) v
      union all
      select 'prefix', p.prefix, p.block_id, p.rule, p.blocked_at, null, 0, null, null
      from unnest($2::text[]) as wanted (number) cross join lateral (
        select prefix, block_id, rule, blocked_at from blocked_prefixes
        where tenant = $1 and prefix = rtrim(wanted.number, '*') and blocks
          and released_at is null order by blocked_at) p
      union all
      select case when h.stop_version = h.version then 'stop' else 'switch' end, h.budget_id,
        h.month, h.name, h.ends_at, null, h.version, h.scope || chr(10) || h.subjects,
        case when h.switch_version = h.version then h.switch_to end
      from (select budget_id, month, name, ends_at, version, stop_version, switch_version,
          switch_to, scope, array_to_string(subjects, chr(10)) as subjects
        from budget_holds
        where tenant = $1 and ends_at > $5 and version in (stop_version, switch_version)
        order by ends_at, budget_id) h
      """;

  private final KnownSettings settings;

  PermissionTables(KnownSettings settings) {
    this.settings = settings;
  }

  /**
   * The settings as they stand, and what was found for a number.
   *
   * @param holds of budgets, whoever they are for
   */
  public record Found(PermissionSettings settings, PermissionInput input, List<BudgetHold> holds) {
    /**
     * @param number caller id, E.164; null when it is not chosen yet
     */
    public Found from(String number) {
      return new Found(settings, input.from(number), holds);
    }

    /**
     * Whose call it would be; until that is said, the organization's alone.
     *
     * @param agentId null for nobody's
     * @param campaignId null for none
     */
    public Found by(String agentId, String campaignId) {
      List<SpentBudget> stopping =
          holds.stream()
              .filter(hold -> hold.stops() && hold.concerns(agentId, campaignId))
              .map(BudgetHold::spent)
              .toList();
      return new Found(settings, input.paidBy(stopping), holds);
    }

    /**
     * Through which carrier the budgets of such a call want it to go: {@code cheapest} or a word;
     * the first that asks is heard. Empty where none asks.
     */
    public Optional<String> preferredCarrier(String agentId, String campaignId) {
      return holds.stream()
          .filter(hold -> hold.preferCarrier() != null && hold.concerns(agentId, campaignId))
          .map(BudgetHold::preferCarrier)
          .findFirst();
    }

    /** The caller ids by which the organization's limits let no call go at this moment. */
    public Set<E164> deniedNumbers() {
      return input.volumes().stream()
          .filter(volume -> volume.number() != null)
          .filter(volume -> JudgeCall.brakes(volume, settings))
          .map(volume -> E164.of(volume.number()))
          .collect(Collectors.toSet());
    }
  }

  /**
   * @param at the moment that the verdict is for
   */
  public Uni<Found> read(Sql sql, TenantId tenant, E164 to, Instant at) {
    Version<PermissionSettings> known = settings.of(tenant);
    Object[] parameters =
        Columns.of(spellings(to))
            .scalar(tenant.value())
            .text(spelling -> spelling)
            .scalar(to.value())
            .scalar(LocalDate.ofInstant(at, BRASILIA).toString())
            .scalar(at)
            .scalar(known.number())
            .parameters();
    return sql.query(READ, parameters).map(rows -> found(rows, tenant, known, to, at));
  }

  /** The number, and each range that it may lie in, shortest last. */
  static List<String> spellings(E164 number) {
    String text = number.value();
    List<String> all = new ArrayList<>();
    all.add(text);
    for (int length = text.length() - 1; length >= SHORTEST_RANGE; length--) {
      all.add(text.substring(0, length) + "*");
    }
    return all;
  }

  private Found found(
      List<SqlRow> rows, TenantId tenant, Version<PermissionSettings> known, E164 to, Instant at) {
    Version<PermissionSettings> held = PermissionSettingsRepository.NONE;
    List<Block> blocks = new ArrayList<>();
    List<OptOut> optOuts = new ArrayList<>();
    List<Volume> volumes = new ArrayList<>();
    List<BlockedPrefix> prefixes = new ArrayList<>();
    List<DeclinedConsent> declined = new ArrayList<>();
    List<BudgetHold> holds = new ArrayList<>();
    for (SqlRow row : rows) {
      switch (row.text(0)) {
        case "settings" ->
            held = row.text(1) == null ? known : settings.read(tenant, row.integer(6), row.text(1));
        case "block" ->
            blocks.add(
                new Block(
                    row.text(1),
                    Source.find(row.text(2)),
                    row.text(3),
                    row.instant(4),
                    row.instant(5)));
        case "opt-out" -> optOuts.add(new OptOut(row.text(1), row.instant(4), row.instant(5)));
        case "consent" ->
            declined.add(
                new DeclinedConsent(row.text(1), row.text(2), row.text(3), row.instant(4)));
        case "volume" -> volumes.add(volume(row));
        case "prefix" ->
            prefixes.add(new BlockedPrefix(row.text(2), row.text(1), row.text(3), row.instant(4)));
        default -> holds.add(hold(row));
      }
    }
    PermissionInput input =
        new PermissionInput(
            to.value(),
            null,
            at,
            held.number(),
            blocks,
            optOuts,
            volumes,
            null,
            List.of(),
            prefixes,
            declined);
    return new Found(held.settings(), input, List.copyOf(holds)).by(null, null);
  }

  private static BudgetHold hold(SqlRow row) {
    String[] whose = row.text(7).split("\n", 2);
    return new BudgetHold(
        row.text(1),
        row.text(2),
        row.text(3),
        row.integer(6),
        BudgetScope.find(whose[0]),
        whose[1].isEmpty() ? List.of() : List.of(whose[1].split("\n")),
        row.instant(4),
        row.text(0).equals("stop"),
        row.text(8));
  }

  private static Volume volume(SqlRow row) {
    String[] said = row.text(3).split("\\|", 2);
    String number = row.text(2).isEmpty() ? null : row.text(2);
    return new Volume(PermissionRule.of(row.text(1)), number, said[0], row.integer(6), said[1]);
  }
}
