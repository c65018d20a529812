package dev.ramal.calls.lifecycle;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Loads and saves calls inside a transaction of their organization. A call that is to change is
 * loaded with its row locked, so that two facts of one call are never folded side by side.
 */
@ApplicationScoped
public class CallRepository {
  private static final String FACTS =
      "from FactRow f where f.key.tenant = :tenant and f.key.callId = :call";
  private static final String SUMMARY =
      "select new dev.ramal.calls.lifecycle.CallSummary("
          + "r.status, r.record, r.connectionId, r.agentId)"
          + " from CallRow r where r.key.tenant = :tenant and r.key.id = :call";
  private static final String INBOUND =
      "select r.key.id from CallRow r where r.key.tenant = :tenant and r.carrier = :carrier"
          + " and r.leadCallId = :handle and r.direction = dev.ramal.events.Direction.INBOUND";
  private static final String HELD_BY_OTHERS =
      "select distinct f.carrierCallId from FactRow f where f.key.tenant = :tenant"
          + " and f.carrierCallId in :handles and (f.key.callId <> :call or f.leg <> :leg)";

  private final Clock clock;

  CallRepository(Clock clock) {
    this.clock = clock;
  }

  /** For reading. */
  public Uni<Optional<Call>> find(Mutiny.Session session, TenantId tenant, CallId id) {
    return session
        .find(CallRow.class, RowKey.of(tenant, id.value()))
        .chain(row -> withFacts(session, tenant, id, row));
  }

  /** Without its facts; empty when there is no such call. */
  public Uni<Optional<CallSummary>> summary(Mutiny.Session session, TenantId tenant, String id) {
    return session
        .createSelectionQuery(SUMMARY, CallSummary.class)
        .setParameter("tenant", tenant.value())
        .setParameter("call", id)
        .getSingleResultOrNull()
        .map(Optional::ofNullable);
  }

  /** Fails with the problem unless there is such a call and the caller may read it. */
  public Uni<Void> checkReadable(
      Mutiny.Session session, AccessScope scope, String id, Problem otherwise) {
    return summary(session, scope.tenant(), id)
        .map(found -> found.filter(call -> scope.mayRead(call.agentId())))
        .map(found -> found.orElseThrow(otherwise::exception))
        .replaceWithVoid();
  }

  /** For changing: the row stays locked until the transaction ends. */
  public Uni<Optional<Call>> lock(Mutiny.Session session, TenantId tenant, CallId id) {
    return session
        .find(CallRow.class, RowKey.of(tenant, id.value()), LockModeType.PESSIMISTIC_WRITE)
        .chain(row -> withFacts(session, tenant, id, row));
  }

  /** The call that a person wants to change, locked; a call that is not theirs does not exist. */
  public Uni<Call> lockOwn(Mutiny.Session session, AccessScope scope, String id) {
    if (!CallId.isValid(id)) {
      return Uni.createFrom().failure(CallProblems.UNKNOWN_CALL.exception());
    }
    return lock(session, scope.tenant(), CallId.of(id))
        .map(
            found ->
                found
                    .filter(call -> scope.mayChange(call.details().agentId()))
                    .orElseThrow(CallProblems.UNKNOWN_CALL::exception));
  }

  /** Locks the row of a call without reading its facts. */
  public Uni<Void> hold(Mutiny.Session session, TenantId tenant, CallId id) {
    return session
        .find(CallRow.class, RowKey.of(tenant, id.value()), LockModeType.PESSIMISTIC_WRITE)
        .replaceWithVoid();
  }

  /** The call of an inbound leg, by the carrier's handle. */
  public Uni<Optional<CallId>> findInbound(
      Mutiny.Session session, TenantId tenant, Carrier carrier, String carrierCallId) {
    return session
        .createSelectionQuery(INBOUND, String.class)
        .setParameter("tenant", tenant.value())
        .setParameter("carrier", carrier)
        .setParameter("handle", carrierCallId)
        .getSingleResultOrNull()
        .map(id -> Optional.ofNullable(id).map(CallId::of));
  }

  /** Those of the carrier's handles that belong to another leg than this one. */
  public Uni<Set<CarrierCallId>> heldByOthers(
      Mutiny.Session session,
      TenantId tenant,
      CallId id,
      LegName leg,
      List<CarrierCallId> handles) {
    return session
        .createSelectionQuery(HELD_BY_OTHERS, String.class)
        .setParameter("tenant", tenant.value())
        .setParameter("handles", handles.stream().map(CarrierCallId::value).toList())
        .setParameter("call", id.value())
        .setParameter("leg", leg.wire())
        .getResultList()
        .map(held -> held.stream().map(CarrierCallId::new).collect(Collectors.toSet()));
  }

  /** Stores a call that is new. */
  public Uni<Void> add(Mutiny.Session session, Call call) {
    return add(session, call, null);
  }

  /**
   * Stores a call that somebody else started.
   *
   * @param carrierCallId the carrier's handle, by which its next facts find it
   */
  public Uni<Void> add(Mutiny.Session session, Call call, String carrierCallId) {
    Instant now = clock.instant();
    CallRow row = CallRow.of(call, now);
    row.leadCallId = carrierCallId;
    return session
        .persist(row)
        .chain(() -> addFacts(session, call, call.facts(), now))
        .chain(session::flush);
  }

  /**
   * Stores what a locked call has become.
   *
   * @param added the facts that are new since it was locked
   */
  public Uni<Void> save(Mutiny.Session session, Call call, List<Fact> added) {
    Instant now = clock.instant();
    return session
        .find(CallRow.class, RowKey.of(call.tenant(), call.id().value()))
        .invoke(row -> row.take(call, now))
        .chain(() -> addFacts(session, call, added, now))
        .chain(session::flush);
  }

  private Uni<Optional<Call>> withFacts(
      Mutiny.Session session, TenantId tenant, CallId id, CallRow row) {
    if (row == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return session
        .createSelectionQuery(FACTS, FactRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("call", id.value())
        .getResultList()
        .map(rows -> rows.stream().map(FactRow::fact).toList())
        .map(facts -> Optional.of(new Call(id, tenant, row.details(), facts, row.revision)));
  }

  private static Uni<Void> addFacts(
      Mutiny.Session session, Call call, List<Fact> facts, Instant now) {
    Object[] rows =
        facts.stream().map(fact -> FactRow.of(call.tenant(), call.id(), fact, now)).toArray();
    return rows.length == 0 ? Uni.createFrom().voidItem() : session.persistAll(rows);
  }
}
