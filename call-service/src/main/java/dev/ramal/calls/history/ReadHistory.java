package dev.ramal.calls.history;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.costs.CallCostRepository;
import dev.ramal.calls.costs.CallCostView;
import dev.ramal.calls.costs.VisibleCost;
import dev.ramal.calls.history.CallList.CallFilter;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.live.CallTimeline;
import dev.ramal.calls.live.CallTimeline.TimelineEntry;
import dev.ramal.events.LegName;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reads calls within what a person may see. */
@ApplicationScoped
class ReadHistory {
  private final SqlTransactions transactions;
  private final CallList list;
  private final CallRepository calls;
  private final CallTimeline timeline;
  private final CallCostRepository costs;

  ReadHistory(
      SqlTransactions transactions,
      CallList list,
      CallRepository calls,
      CallTimeline timeline,
      CallCostRepository costs) {
    this.transactions = transactions;
    this.list = list;
    this.calls = calls;
    this.timeline = timeline;
    this.costs = costs;
  }

  Uni<List<CallItem>> list(AccessScope scope, CallFilter filter, int most) {
    return transactions.inTenant(scope.tenant(), sql -> list.of(sql, scope.tenant(), filter, most));
  }

  /**
   * @param shown what of its cost is shown
   */
  Uni<CallView> one(AccessScope scope, String id, VisibleCost shown) {
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            find(sql, scope, id)
                .chain(call -> cost(sql, scope, id, shown).map(cost -> CallView.of(call, cost))));
  }

  /** Null where it is not known, or not shown. */
  private Uni<CallCostView> cost(Sql sql, AccessScope scope, String id, VisibleCost shown) {
    return shown.price()
        ? costs
            .find(sql, scope.tenant(), id)
            .map(found -> found.map(one -> CallCostView.of(one, shown.cost())).orElse(null))
        : Uni.createFrom().nullItem();
  }

  /**
   * Everything that happened, in the order in which it happened.
   *
   * @param amounts whether what the carrier charges is shown
   */
  Uni<List<CallEventView>> events(AccessScope scope, String id, boolean amounts) {
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            find(sql, scope, id)
                .chain(
                    call ->
                        timeline
                            .of(sql, scope.tenant(), call.id())
                            .map(entries -> merged(call, entries, amounts))));
  }

  private Uni<Call> find(Sql sql, AccessScope scope, String id) {
    if (!CallId.isValid(id)) {
      return Uni.createFrom().failure(CallProblems.UNKNOWN_CALL.exception());
    }
    return calls
        .find(sql, scope.tenant(), CallId.of(id))
        .map(
            found ->
                found
                    .filter(call -> scope.mayRead(call.details().agentId()))
                    .orElseThrow(CallProblems.UNKNOWN_CALL::exception));
  }

  private static List<CallEventView> merged(
      Call call, List<TimelineEntry> entries, boolean amounts) {
    return Stream.concat(
            call.facts().stream().map(fact -> view(fact, amounts)),
            entries.stream().map(ReadHistory::view))
        .sorted(Comparator.comparing(CallEventView::at))
        .toList();
  }

  private static CallEventView view(Fact fact, boolean amounts) {
    boolean hidden = !amounts && fact.body() instanceof FactBody.Costed;
    return new CallEventView(
        fact.id(),
        FactSource.of(fact).wire(),
        fact.body().kind(),
        fact.leg() == null ? null : fact.leg().wire(),
        fact.at(),
        null,
        hidden ? null : fact.body());
  }

  private static CallEventView view(TimelineEntry entry) {
    return new CallEventView(
        entry.eventId(),
        "told",
        entry.type(),
        entry.leg() == null ? null : entry.leg().wire(),
        entry.at(),
        entry.status(),
        null);
  }

  /**
   * One thing that happened to a call.
   *
   * @param id of the fact or event
   * @param source carrier, ramal, user, or told for what was published
   * @param type kind of fact, or name of the event
   * @param leg agent, lead or null for the whole call
   * @param status of the call after it, for what was published; else null
   * @param detail JSON object of what was said; null for what was published, and for a cost that is
   *     not the reader's to see
   */
  @Schema(name = "CallEvent")
  public record CallEventView(
      String id,
      @Schema(enumeration = {"carrier", "ramal", "user", "told"}) String source,
      String type,
      @Schema(nullable = true, pattern = LegName.PATTERN, examples = "lead") String leg,
      Instant at,
      @Schema(nullable = true, implementation = CallStatus.class) String status,
      @Schema(nullable = true, type = SchemaType.OBJECT, implementation = Map.class)
          Object detail) {}
}
