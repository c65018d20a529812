package dev.ramal.calls.dialing;

import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.lifecycle.RunningCalls;
import dev.ramal.calls.lifecycle.RunningCalls.RunningCall;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets an agent have as many calls at one time as the organization allows, and takes a double click
 * for one. Whether a call runs is its state, so that nothing has to be given back when it ends.
 */
@ApplicationScoped
class GuardAgent {
  private final RunningCalls running;
  private final DialingConfig config;
  private final Clock clock;

  GuardAgent(RunningCalls running, DialingConfig config, Clock clock) {
    this.running = running;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Until the transaction ends no other click for the agent passes.
   *
   * @param allowed how many calls at one time; 0 for any number, and then nobody takes turns: not
   *     even a double click is found
   * @return whether the agent is known to be on one already; fails with the problem when the agent
   *     may have no further one now
   */
  Uni<Boolean> check(Sql sql, TenantId tenant, String agentId, E164 to, int allowed) {
    if (allowed == 0) {
      return Uni.createFrom().item(false);
    }
    Instant now = clock.instant();
    return running
        .lock(sql, tenant, agentId, allowed, now.minus(config.busyWhileUnknown()))
        .invoke(
            calls ->
                refusal(calls, allowed, to, now.minus(config.doubleClickWithin()))
                    .ifPresent(
                        problem -> {
                          throw problem;
                        }))
        .map(calls -> !calls.isEmpty());
  }

  /**
   * @param calls of the agent, the newest first
   * @param since when a click on the same number was another click
   */
  static Optional<ProblemException> refusal(
      List<RunningCall> calls, int allowed, E164 to, Instant since) {
    if (calls.size() >= allowed) {
      return Optional.of(DialProblems.onACall(calls.get(0), allowed));
    }
    return calls.stream()
        .filter(call -> call.to().equals(to.value()) && call.requestedAt().isAfter(since))
        .findFirst()
        .map(DialProblems::doubleClick);
  }
}
