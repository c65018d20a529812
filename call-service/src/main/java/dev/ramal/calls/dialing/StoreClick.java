package dev.ramal.calls.dialing;

import dev.ramal.calls.agents.StatusNews;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.Route;
import dev.ramal.calls.commands.DialRefusals;
import dev.ramal.calls.dialing.CheckPermission.Judgement;
import dev.ramal.calls.lifecycle.PublishedEvent;
import dev.ramal.calls.lifecycle.QueueCommands;
import dev.ramal.calls.lifecycle.StoreCalls;
import dev.ramal.calls.permission.Verdict.Judged;
import dev.ramal.calls.permission.Verdicts;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.SqlTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;

/** Stores what became of a click: a call that is dialled, or one that was denied; and why. */
@ApplicationScoped
class StoreClick {
  private final QueueCommands commands;
  private final StoreCalls calls;
  private final Verdicts verdicts;
  private final StatusNews statuses;
  private final DialRefusals refusals;

  StoreClick(
      QueueCommands commands,
      StoreCalls calls,
      Verdicts verdicts,
      StatusNews statuses,
      DialRefusals refusals) {
    this.commands = commands;
    this.calls = calls;
    this.verdicts = verdicts;
    this.statuses = statuses;
    this.refusals = refusals;
  }

  /**
   * One that is dialled. Everything is sent with the commit.
   *
   * @param terms on which it is made
   * @param told whether the agent's new status is
   */
  Answer taken(
      SqlTransaction sql,
      TenantId tenant,
      CallDetails details,
      Route route,
      List<FactBody> terms,
      Judgement judgement,
      boolean told) {
    CallId id = CallId.of(UuidV7.next().toString());
    Transition.Applied asked = Call.request(id, tenant, details, route, terms);
    List<PublishedEvent> news =
        told ? List.of(statuses.onCall(tenant, details.agentId(), id.value(), null)) : List.of();
    calls.add(sql, asked, news, commands.dial(asked.call(), LegName.AGENT));
    verdicts.add(sql, tenant, id.value(), judgement.input(), judgement.verdict());
    return Answer.created(URI.create("/api/calls/" + id), DialledCall.of(asked.call()));
  }

  /** The refusal is an answer, not a failure: the call that was denied stays as its evidence. */
  Answer denied(
      SqlTransaction sql, TenantId tenant, CallDetails details, Judgement judgement, Judged rule) {
    CallId id = CallId.of(UuidV7.next().toString());
    calls.addDenied(
        sql, Call.deny(id, tenant, details.neverSent(), rule.rule().wire(), rule.evidence()));
    verdicts.add(sql, tenant, id.value(), judgement.input(), judgement.verdict());
    Problem problem = DialProblems.notPermitted(id, rule);
    sql.afterCommit(() -> refusals.byUs(problem.code()));
    return Answer.refused(problem.instance("/api/calls"));
  }
}
