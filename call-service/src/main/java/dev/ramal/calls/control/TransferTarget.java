package dev.ramal.calls.control;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.AgentRepository;
import dev.ramal.calls.agents.RungAgent;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.FactBody.Aside;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.dialing.CheckPermission;
import dev.ramal.calls.permission.PermissionTables;
import dev.ramal.calls.permission.PermissionTables.Found;
import dev.ramal.calls.permission.Verdict.Judged;
import dev.ramal.calls.permission.Verdicts;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.numbering.Destinations;
import dev.ramal.numbering.DialableNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Finds out where whoever is to take over a call is rung, and whether they may be. */
@ApplicationScoped
class TransferTarget {
  private final AgentRepository agents;
  private final Carriers carriers;
  private final PermissionTables permission;
  private final CheckPermission check;
  private final Verdicts verdicts;
  private final Clock clock;

  TransferTarget(
      AgentRepository agents,
      Carriers carriers,
      PermissionTables permission,
      CheckPermission check,
      Verdicts verdicts,
      Clock clock) {
    this.agents = agents;
    this.carriers = carriers;
    this.permission = permission;
    this.check = check;
    this.verdicts = verdicts;
    this.clock = clock;
  }

  /**
   * Who is to take over.
   *
   * @param agent null for a number
   * @param found what is known of the number; null for an agent
   */
  record Target(RungAgent agent, Found found) {}

  /** What must be read to know. */
  Uni<Target> read(Sql sql, TenantId tenant, TransferRequest request) {
    return request.agentId() == null
        ? permission
            .read(sql, tenant, number(request), clock.instant())
            .map(found -> new Target(null, found))
        : agents.rung(sql, tenant, request.agentId()).map(agent -> new Target(agent, null));
  }

  /**
   * Whether the organization may call a number, as of a click; the verdict is kept either way. Our
   * own people are asked by nobody.
   *
   * @return the problem when it may not
   */
  Uni<Optional<Problem>> permitted(SqlTransaction sql, Call call, Target target) {
    if (target.found() == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return check
        .beforeTransfer(sql, call.tenant(), target.found().from(call.details().ourNumber()))
        .map(
            judged -> {
              String key = call.id() + ":transfer:" + UuidV7.next();
              verdicts.add(sql, call.tenant(), key, judged.input(), judged.verdict());
              return judged.verdict().denial().map(rule -> notPermitted(call, rule));
            });
  }

  private static Problem notPermitted(Call call, Judged rule) {
    return CallProblems.NOT_PERMITTED
        .detail("Nobody was rung, the call goes on. All rules: POST /api/calls/permission.")
        .with("rule", rule.rule().wire())
        .with("version", rule.version())
        .with("evidence", rule.evidence())
        .with("callId", call.id().value())
        .instance("/api/calls/" + call.id() + "/transfer");
  }

  private static E164 number(TransferRequest request) {
    return DialableNumber.of(request.to()).orElseThrow();
  }

  /**
   * @throws ProblemException where it is neither a number nor an agent, or both
   */
  static void check(TransferRequest request) {
    if (request.to() == null && request.agentId() == null) {
      throw CallProblems.BAD_TARGET.detail("Name a number (to) or an agent (agentId).").exception();
    }
    if (request.to() != null && request.agentId() != null) {
      throw bad("agentId", "must be absent where a number is given");
    }
    if (request.to() != null && DialableNumber.of(request.to()).isEmpty()) {
      throw bad("to", "must be E.164, as in +5511987654321");
    }
  }

  /**
   * An address that the carrier reaches.
   *
   * @param agent null for a number
   */
  String address(TransferRequest request, RungAgent agent, CallDetails call) {
    Carrier carrier = call.carrier();
    if (request.to() != null) {
      String number = number(request).value();
      if (!carriers.of(carrier).reaches(Destinations.ofCall(number))) {
        throw bad("to", "is not reached through " + carrier.wire());
      }
      return number;
    }
    boolean nowhere = agent.phone() == null && agent.username() == null;
    if (nowhere && agent.softphones().isEmpty()) {
      throw bad("agentId", "is no agent who can be rung");
    }
    return agents.address(agent, agent.username(), carrier, call.connectionId());
  }

  /**
   * @throws ProblemException where an agent is to take over a call that an agent gave away: who
   *     gave it away is free, and whoever came back would be taken for free, too
   */
  static void checkBack(Call call, TransferRequest request) {
    boolean away = call.facts().stream().anyMatch(fact -> fact.id().equals(Aside.HANDED_OVER));
    if (away && request.agentId() != null) {
      throw CallProblems.HANDED_OVER.exception();
    }
  }

  static ProblemException bad(String field, String message) {
    return CallProblems.BAD_TARGET.field(field, message).exception();
  }
}
