package dev.ramal.calls.numbers;

import dev.ramal.calls.agents.AgentNumbers;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Gives an agent a number as its own, where it is said with the agent. A number in two accounts is
 * given in both.
 */
@ApplicationScoped
class GiveNumber implements AgentNumbers {
  /** Those of accounts that were deleted are nobody's any more. */
  private static final String OURS =
      """
      select id, number, assigned_kind, assigned_to from numbers n
      where tenant = $1 and state = 'ACTIVE'
        and (number = $2 or assigned_kind = 'AGENT' and assigned_to = $3)
        and not exists (select 1 from carrier_connections c
          where c.tenant = n.tenant and c.id = n.connection_id and c.deleted_at is not null)
      order by id for update
      """;

  private static final String GIVE =
      """
      update numbers set assigned_kind = case when number = $3 then 'AGENT' end,
        assigned_to = case when number = $3 then $4 end, updated_at = $5, updated_by = $6
      where tenant = $1 and id = any($2::text[])
      """;

  private final Clock clock;

  GiveNumber(Clock clock) {
    this.clock = clock;
  }

  private record Owned(String id, String number, Assignment assigned) {
    static Owned of(SqlRow row) {
      return new Owned(row.text(0), row.text(1), Assignment.of(row.text(2), row.text(3)));
    }
  }

  @Override
  public Uni<Given> give(Sql sql, RowKey agent, String number, String by) {
    return sql.query(OURS, agent.tenant(), number, agent.id())
        .map(rows -> rows.stream().map(Owned::of).toList())
        .chain(
            found -> {
              Given given = number == null ? Given.DONE : judge(found, number, agent.id());
              return given == Given.DONE && !found.isEmpty()
                  ? store(sql, agent, number, by, found).replaceWith(given)
                  : Uni.createFrom().item(given);
            });
  }

  private static Given judge(List<Owned> found, String number, String agentId) {
    List<Owned> wanted = found.stream().filter(each -> each.number().equals(number)).toList();
    if (wanted.isEmpty()) {
      return Given.NOT_OURS;
    }
    return wanted.stream()
        .map(Owned::assigned)
        .flatMap(assigned -> Optional.ofNullable(assigned).stream())
        .filter(assigned -> !assigned.equals(new Assignment(Assignment.Kind.AGENT, agentId)))
        .findFirst()
        .map(other -> other.kind() == Assignment.Kind.AGENT ? Given.ANOTHERS : Given.CAMPAIGNS)
        .orElse(Given.DONE);
  }

  private Uni<Void> store(Sql sql, RowKey agent, String number, String by, List<Owned> found) {
    return sql.query(
            GIVE,
            agent.tenant(),
            found.stream().map(Owned::id).toArray(String[]::new),
            number,
            agent.id(),
            clock.instant().atOffset(ZoneOffset.UTC),
            by)
        .replaceWithVoid();
  }
}
