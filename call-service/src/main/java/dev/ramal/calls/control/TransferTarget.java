package dev.ramal.calls.control;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.AgentRepository;
import dev.ramal.calls.agents.RungAgent;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CarrierBodies.Aside;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.dialing.CheckPermission;
import dev.ramal.calls.lifecycle.RunningCalls;
import dev.ramal.calls.permission.PermissionTables;
import dev.ramal.calls.permission.PermissionTables.Found;
import dev.ramal.calls.permission.Verdict.Judged;
import dev.ramal.calls.permission.Verdicts;
import dev.ramal.calls.settings.VoiceSettingsRepository;
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
import java.util.Set;

/**
 * Finds out where whoever is to take over a call is rung, and whether they may be: an agent who is
 * on as many calls as the organization allows is not.
 */
@ApplicationScoped
class TransferTarget {
  private final AgentRepository agents;
  private final Carriers carriers;
  private final PermissionTables permission;
  private final CheckPermission check;
  private final Verdicts verdicts;
  private final VoiceSettingsRepository settings;
  private final RunningCalls running;
  private final DialingConfig config;
  private final Clock clock;

  TransferTarget(
      AgentRepository agents,
      Carriers carriers,
      PermissionTables permission,
      CheckPermission check,
      Verdicts verdicts,
      VoiceSettingsRepository settings,
      RunningCalls running,
      DialingConfig config,
      Clock clock) {
    this.agents = agents;
    this.carriers = carriers;
    this.permission = permission;
    this.check = check;
    this.verdicts = verdicts;
    this.settings = settings;
    this.running = running;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Who is to take over.
   *
   * @param agent null for a number
   * @param allowed how many calls the agent may have at one time; 0 for any number
   * @param found what is known of the number; null for an agent
   */
  record Target(RungAgent agent, int allowed, Found found) {}

  /** What must be read to know. */
  Uni<Target> read(Sql sql, TenantId tenant, TransferRequest request) {
    return request.agentId() == null
        ? permission
            .read(sql, tenant, number(request), clock.instant())
            .map(found -> new Target(null, 0, found))
        : Uni.combine()
            .all()
            .unis(
                agents.rung(sql, tenant, request.agentId()),
                settings.of(sql, Set.of(tenant)).map(found -> found.get(tenant)))
            .with((agent, voice) -> new Target(agent, voice.callsPerAgent(), null));
  }

  /**
   * Whether the organization may call a number, as of a click; the verdict is kept either way. An
   * agent takes their turn, as with a click, and must be free.
   *
   * @return the problem when it may not; fails with the problem when the agent is not free
   */
  Uni<Optional<Problem>> permitted(
      SqlTransaction sql, Call call, TransferRequest request, Target target) {
    if (target.found() == null) {
      return free(sql, call, request.agentId(), target.allowed()).replaceWith(Optional.empty());
    }
    return check
        .beforeTransfer(
            sql,
            call.tenant(),
            target
                .found()
                .from(call.details().ourNumber())
                .by(call.details().agentId(), call.details().campaignId()))
        .map(
            judged -> {
              String key = call.id() + ":transfer:" + UuidV7.next();
              verdicts.add(sql, call.tenant(), key, judged.input(), judged.verdict());
              return judged.verdict().denial().map(rule -> notPermitted(call, rule));
            });
  }

  private Uni<Void> free(SqlTransaction sql, Call call, String agentId, int allowed) {
    if (allowed == 0) {
      return Uni.createFrom().voidItem();
    }
    return running
        .lock(
            sql, call.tenant(), agentId, allowed, clock.instant().minus(config.busyWhileUnknown()))
        .invoke(
            calls -> {
              if (calls.size() >= allowed) {
                throw CallProblems.TARGET_ON_A_CALL.exception();
              }
            })
        .replaceWithVoid();
  }

  private static Problem notPermitted(Call call, Judged rule) {
    return rule.refusal()
        .detail("Nobody was rung, the call goes on. All rules: POST /api/calls/permission.")
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

  /**
   * @param address at which whoever is to take over would be rung
   * @throws ProblemException where it is the lead's own telephone, however that is written
   */
  static void checkOther(Call call, TransferRequest request, String address) {
    String lead = call.details().leadNumber();
    if (address.equals(DialableNumber.of(lead).map(E164::value).orElse(lead))) {
      throw CallProblems.TARGET_IS_THE_LEAD
          .field(request.to() == null ? "agentId" : "to", "is the lead's own number")
          .exception();
    }
  }

  static ProblemException bad(String field, String message) {
    return CallProblems.BAD_TARGET.field(field, message).exception();
  }
}
