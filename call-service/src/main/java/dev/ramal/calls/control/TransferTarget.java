package dev.ramal.calls.control;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.agents.AgentRepository;
import dev.ramal.calls.agents.RungAgent;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.numbering.Destinations;
import dev.ramal.numbering.DialableNumber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds out where whoever is to take over a call is rung. */
@ApplicationScoped
class TransferTarget {
  private final AgentRepository agents;
  private final Carriers carriers;

  TransferTarget(AgentRepository agents, Carriers carriers) {
    this.agents = agents;
    this.carriers = carriers;
  }

  /** What must be read to know; nothing for a number. */
  Uni<RungAgent> read(Sql sql, TenantId tenant, TransferRequest request) {
    return request.agentId() == null
        ? Uni.createFrom().nullItem()
        : agents.rung(sql, tenant, request.agentId());
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
      String number = DialableNumber.of(request.to()).orElseThrow().value();
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

  static ProblemException bad(String field, String message) {
    return CallProblems.BAD_TARGET.field(field, message).exception();
  }
}
