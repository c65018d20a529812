package dev.ramal.calls.permission;

import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Who has come close to a limit: written by the monitor, read with every click. */
@ApplicationScoped
public class VolumeWarnings {
  private static final String ALL =
      """
      select tenant, rule, number, begins::text, ends::text, version, percent, told, evidence
      from volume_warnings
      """;

  private static final String WRITE =
      """
      insert into volume_warnings
        (tenant, rule, number, begins, ends, version, percent, told, evidence, noticed_at)
      select tenant, rule, number, cast(begins as date), cast(ends as date), version, percent, told,
        evidence, $10::timestamptz
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[],
        $8::int[], $9::text[])
        as given (tenant, rule, number, begins, ends, version, percent, told, evidence)
      on conflict (tenant, rule, number, begins) do update set version = excluded.version,
        percent = excluded.percent, told = excluded.told, evidence = excluded.evidence,
        noticed_at = excluded.noticed_at
      """;

  private static final String DELETE =
      """
      delete from volume_warnings using unnest($1::text[], $2::text[], $3::text[], $4::text[])
        as given (tenant, rule, number, begins)
      where volume_warnings.tenant = given.tenant and volume_warnings.rule = given.rule
        and volume_warnings.number = given.number
        and volume_warnings.begins = cast(given.begins as date)
      """;

  /**
   * @param number caller id; empty for all of the organization
   * @param ends last day on which it counts
   * @param told the highest percentage that a person was told of; 0 for none
   */
  public record Warning(
      String tenant,
      PermissionRule rule,
      String number,
      LocalDate begins,
      LocalDate ends,
      String version,
      int percent,
      int told,
      String evidence) {

    public boolean isAbout(Warning other) {
      return tenant.equals(other.tenant)
          && rule == other.rule
          && number.equals(other.number)
          && begins.equals(other.begins);
    }

    public Warning told(int atPercent) {
      return new Warning(tenant, rule, number, begins, ends, version, percent, atPercent, evidence);
    }
  }

  @AcrossTenants("the monitor looks at all organizations")
  public Uni<List<Warning>> all(Sql sql) {
    return sql.query(ALL)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Warning(
                                row.text(0),
                                PermissionRule.of(row.text(1)),
                                row.text(2),
                                LocalDate.parse(row.text(3)),
                                LocalDate.parse(row.text(4)),
                                row.text(5),
                                row.integer(6),
                                row.integer(7),
                                row.text(8)))
                    .toList());
  }

  public Uni<Void> write(Sql sql, List<Warning> warnings, Instant now) {
    return warnings.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(
                WRITE,
                Columns.of(warnings)
                    .text(Warning::tenant)
                    .text(warning -> warning.rule().wire())
                    .text(Warning::number)
                    .text(Warning::begins)
                    .text(Warning::ends)
                    .text(Warning::version)
                    .integer(Warning::percent)
                    .integer(Warning::told)
                    .text(Warning::evidence)
                    .scalar(now)
                    .parameters())
            .replaceWithVoid();
  }

  public Uni<Void> delete(Sql sql, List<Warning> warnings) {
    return warnings.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(
                DELETE,
                Columns.of(warnings)
                    .text(Warning::tenant)
                    .text(warning -> warning.rule().wire())
                    .text(Warning::number)
                    .text(Warning::begins)
                    .parameters())
            .replaceWithVoid();
  }
}
