package dev.ramal.crm;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.kit.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a user is told when the CRM does not answer a question of theirs. */
class CrmFaultMapper {
  @ServerExceptionMapper
  Response map(CrmFault fault, UriInfo uri) {
    Response answer =
        problem(fault).instance("/" + uri.getPath().replaceFirst("^/", "")).response();
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
