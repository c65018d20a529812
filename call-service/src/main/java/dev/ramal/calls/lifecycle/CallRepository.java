package dev.ramal.calls.lifecycle;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.FactBody;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One call at a time, inside a transaction of its organization. */
@ApplicationScoped
public class CallRepository {
  private static final String SUMMARY =
      "select status, record, connection_id, agent_id from calls where tenant = $1 and id = $2";
  private static final String OF_AGENT =
      "select 1 from calls where tenant = $1 and agent_id = $2 limit 1";
  private static final String HELD_BY_OTHERS =
      """
      select distinct carrier_call_id from call_facts
      where tenant = $1 and carrier_call_id = any($2) and (call_id <> $3 or leg <> $4)
        and kind in (%s)
      """
          .formatted(
              FactBody.provingKinds().stream()
                  .map("'%s'"::formatted)
                  .collect(Collectors.joining(", ")));

  private final CallSets sets;

  CallRepository(CallSets sets) {
    this.sets = sets;
  }

  /** For reading. */
  public Uni<Optional<Call>> find(Sql sql, TenantId tenant, CallId id) {
    CallRef key = new CallRef(tenant, id);
    return sets.read(sql, List.of(key)).map(found -> Optional.ofNullable(found.get(key)));
  }

  /** Without its facts; empty when there is no such call. */
  public Uni<Optional<CallSummary>> summary(Sql sql, TenantId tenant, String id) {
    return sql.query(SUMMARY, tenant.value(), id)
        .map(found -> found.stream().findFirst().map(CallSummary::read));
  }

  /**
   * Whether an agent has had a call.
   *
   * @param agent its id the user's
   */
  public Uni<Boolean> anyOf(Sql sql, RowKey agent) {
    return sql.query(OF_AGENT, agent.tenant(), agent.id()).map(found -> !found.isEmpty());
  }

  /** Fails with the problem unless there is such a call and the caller may read it. */
  public Uni<Void> checkReadable(Sql sql, AccessScope scope, String id, Problem otherwise) {
    return summary(sql, scope.tenant(), id)
        .map(found -> found.filter(call -> scope.mayRead(call.agentId())))
        .map(found -> found.orElseThrow(otherwise::exception))
        .replaceWithVoid();
  }

  /** For changing: the row stays locked until the transaction ends. */
  public Uni<Optional<Call>> lock(Sql sql, TenantId tenant, CallId id) {
    CallRef key = new CallRef(tenant, id);
    return sets.lock(sql, List.of(key)).map(found -> Optional.ofNullable(found.get(key)));
  }

  /** The same for several, one after the other in the order in which everybody locks them. */
  public Uni<Map<CallRef, Call>> lockAll(Sql sql, Collection<CallRef> keys) {
    return sets.lock(sql, keys);
  }

  /** The call that a person wants to change, locked; a call that is not theirs does not exist. */
  public Uni<Call> lockOwn(Sql sql, AccessScope scope, String id) {
    if (!CallId.isValid(id)) {
      return Uni.createFrom().failure(CallProblems.UNKNOWN_CALL.exception());
    }
    return lock(sql, scope.tenant(), CallId.of(id))
        .map(
            found ->
                found
                    .filter(call -> scope.mayChange(call.details().agentId()))
                    .orElseThrow(CallProblems.UNKNOWN_CALL::exception));
  }

  /** Locks the row of a call without reading its facts. */
  public Uni<Void> hold(Sql sql, TenantId tenant, CallId id) {
    return sets.hold(sql, List.of(new CallRef(tenant, id)));
  }

  /**
   * Those of the carrier's handles that belong to another leg than this one. What a conference said
   * of a participant proves nothing: it may have been told at another leg's address.
   */
  public Uni<Set<CarrierCallId>> heldByOthers(
      Sql sql, TenantId tenant, CallId id, LegName leg, List<CarrierCallId> handles) {
    return sql.query(
            HELD_BY_OTHERS,
            tenant.value(),
            handles.stream().map(CarrierCallId::value).toArray(String[]::new),
            id.value(),
            leg.wire())
        .map(
            held ->
                held.stream()
                    .map(row -> new CarrierCallId(row.text(0)))
                    .collect(Collectors.toSet()));
  }
}
