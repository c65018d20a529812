package dev.ramal.calls.control;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.RungAgent;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.ControlBodies.TransferStep;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.Transfer;
import dev.ramal.calls.control.TransferTarget.Target;
import dev.ramal.calls.history.CallView;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.VoiceDeadlines;
import dev.ramal.events.CallControl;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Hands a call over: the lead is put on hold, whoever is to take over gets a leg of their own, and
 * what follows is the carrier's word and the call's ({@code call.Transfer}).
 */
@ApplicationScoped
class TransferCall {
  /** What clients' keys are stored under. */
  static final String ENDPOINT = "POST /api/calls/{id}/transfer";

  /** More agents' legs than any call needs. */
  private static final int MOST_AGENTS = 20;

  private final Idempotency idempotency;
  private final TransferTarget targets;
  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final ApplyFacts applyFacts;
  private final VoiceDeadlines deadlines;
  private final Jobs jobs;
  private final Clock clock;

  TransferCall(
      Idempotency idempotency,
      TransferTarget targets,
      SqlTransactions transactions,
      CallRepository calls,
      ApplyFacts applyFacts,
      VoiceDeadlines deadlines,
      Jobs jobs,
      Clock clock) {
    this.idempotency = idempotency;
    this.targets = targets;
    this.transactions = transactions;
    this.calls = calls;
    this.applyFacts = applyFacts;
    this.deadlines = deadlines;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * @param key of the client for this transfer; null when the client does not care about doubles
   */
  Uni<Response> transfer(AccessScope scope, String id, TransferRequest request, String key) {
    TransferTarget.check(request);
    return idempotency.once(
        scope.tenant(),
        ENDPOINT,
        key,
        scope.userId() + ":" + id + ":" + EventJson.write(request),
        sql -> targets.read(sql, scope.tenant(), request),
        (sql, target) ->
            calls.lockOwn(sql, scope, id).chain(call -> transfer(sql, call, request, target)));
  }

  private Uni<Answer> transfer(
      SqlTransaction sql, Call call, TransferRequest request, Target target) {
    RungAgent agent = target.agent();
    if (ControlCall.hasEnded(call)) {
      return Uni.createFrom().item(Answer.of(200, CallView.of(call)));
    }
    ControlCall.checked(call, CallControl.HOLD);
    String address = targets.address(request, agent, call.details());
    Transfer running = call.state().transfer();
    if (running != null && running.isUnderWay()) {
      if (!address.equals(call.state().leg(running.target()).address())) {
        throw CallProblems.TRANSFER_UNDER_WAY.exception();
      }
      return Uni.createFrom().item(Answer.of(202, CallView.of(call)));
    }
    TransferTarget.checkBack(call, request);
    TransferTarget.checkOther(call, request, address);
    if (address.equals(call.state().agent().address())) {
      throw TransferTarget.bad(request.to() == null ? "agentId" : "to", "is on this call already");
    }
    if (call.state().agents().size() >= MOST_AGENTS) {
      throw CallProblems.ASKED_TOO_OFTEN.exception();
    }
    return targets
        .permitted(sql, call, request, target)
        .chain(
            refusal ->
                refusal
                    .map(problem -> Uni.createFrom().item(Answer.refused(problem)))
                    .orElseGet(() -> ring(sql, call, asked(call, request, agent, address))));
  }

  private Uni<Answer> ring(Sql sql, Call call, List<Fact> asked) {
    return applyFacts
        .apply(sql, call, asked, null)
        .call(now -> jobs.append(sql, deadlines.transferOver(now, asked.get(0).leg())))
        .map(now -> Answer.of(202, CallView.of(now)));
  }

  private List<Fact> asked(Call call, TransferRequest request, RungAgent agent, String address) {
    Instant now = clock.instant();
    LegName from = call.state().agent().name();
    LegName target = LegName.agent(call.state().agents().size() + 1);
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "transfer-asked:" + target.wire(),
            target,
            null,
            now,
            null,
            new FactBody.TransferAsked(
                from,
                request.agentId(),
                agent == null ? null : agent.username(),
                request.consults())));
    facts.add(
        new Fact(
            "ordered:" + target.wire(), target, null, now, null, new FactBody.Ordered(address)));
    if (!call.state().controls().isOrWillBe(CallControl.HOLD)) {
      facts.add(ControlCall.asked(call, CallControl.HOLD, now));
    }
    return facts;
  }

  /** The agent has talked to who is to take over, or will not any more. */
  Uni<Call> complete(AccessScope scope, String id) {
    return decide(
        scope, id, TransferStep.COMPLETE, Set.of(Transfer.Stage.COMPLETING, Transfer.Stage.DONE));
  }

  /** The agent wants the lead back. */
  Uni<Call> cancel(AccessScope scope, String id) {
    return decide(
        scope, id, TransferStep.CANCEL, Set.of(Transfer.Stage.CANCELED, Transfer.Stage.FAILED));
  }

  /**
   * @param already where it is so, and nothing is to be decided
   */
  private Uni<Call> decide(AccessScope scope, String id, String step, Set<Transfer.Stage> already) {
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            calls
                .lockOwn(sql, scope, id)
                .chain(
                    call -> {
                      Transfer transfer = call.state().transfer();
                      if (transfer != null
                          && (already.contains(transfer.stage()) || ControlCall.hasEnded(call))) {
                        return Uni.createFrom().item(call);
                      }
                      if (transfer == null || !isOpen(transfer)) {
                        throw CallProblems.NO_TRANSFER.exception();
                      }
                      return applyFacts.apply(sql, call, List.of(step(transfer, step)), null);
                    }));
  }

  private static boolean isOpen(Transfer transfer) {
    return transfer.stage() == Transfer.Stage.RINGING
        || transfer.stage() == Transfer.Stage.CONSULTING;
  }

  private Fact step(Transfer transfer, String what) {
    String id = "transfer-" + what + ":" + transfer.target().wire();
    TransferStep step = new TransferStep(what, null);
    return new Fact(id, transfer.target(), null, clock.instant(), null, step);
  }
}
