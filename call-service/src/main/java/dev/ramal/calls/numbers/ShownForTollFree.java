package dev.ramal.calls.numbers;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.lifecycle.OtherNumber;
import dev.ramal.calls.numbers.ChooseCallerId.Chosen;
import dev.ramal.calls.numbers.ChooseCallerId.Counting;
import dev.ramal.calls.permission.PermissionTables;
import dev.ramal.events.E164;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * For whoever is rung for a caller of a toll-free number: chosen as for a click, and none with the
 * brake on, for nobody judges this call.
 */
@ApplicationScoped
class ShownForTollFree implements OtherNumber {
  private final ChooseCallerId callerIds;
  private final PermissionTables permission;
  private final Clock clock;

  ShownForTollFree(ChooseCallerId callerIds, PermissionTables permission, Clock clock) {
    this.callerIds = callerIds;
    this.permission = permission;
    this.clock = clock;
  }

  @Override
  public boolean isNeeded(Call call) {
    return !CallerIdRules.mayShow(E164.of(call.details().ourNumber()));
  }

  @Override
  public Uni<E164> of(Sql sql, Call call) {
    CallDetails details = call.details();
    E164 near = near(details);
    return Uni.combine()
        .all()
        .unis(
            callerIds.read(
                sql,
                call.tenant(),
                details.agentId(),
                details.campaignId(),
                List.of(details.carrier().name())),
            permission.read(sql, call.tenant(), near, clock.instant()))
        .collectFailures()
        .with((pool, found) -> pool.denying(found.deniedNumbers()))
        .map(
            pool ->
                callerIds
                    .choose(call.tenant(), pool, details.connectionId().value(), near)
                    .filter(chosen -> !pool.denies(chosen.number())))
        .call(chosen -> Counting.count(sql, chosen.flatMap(Chosen::counted)))
        .map(chosen -> chosen.map(Chosen::number).orElse(null));
  }

  /** Whose area is to be matched: the caller's, who may have withheld the number. */
  private static E164 near(CallDetails details) {
    String caller = details.leadNumber();
    return E164.of(E164.isValid(caller) ? caller : details.ourNumber());
  }
}
