package dev.ramal.crm;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.RequestAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a user is told when the CRM does not answer a question of theirs. */
class CrmFaultMapper {
  @ServerExceptionMapper
  Response map(CrmFault fault, RoutingContext request) {
    Response answer = problem(fault).instance(RequestAddress.path(request)).response();
    return fault instanceof CrmFault.Throttled throttled
        ? Response.fromResponse(answer)
            .header(HttpHeaders.RETRY_AFTER, throttled.retryAfter().toSeconds())
            .build()
        : answer;
  }

  private static Problem problem(CrmFault fault) {
    if (fault instanceof CrmFault.Disconnected) {
      return CrmProblems.notConnected();
    }
    if (fault instanceof CrmFault.Throttled) {
      return CrmProblems.throttled();
    }
    return CrmProblems.notAnswered();
  }
}
