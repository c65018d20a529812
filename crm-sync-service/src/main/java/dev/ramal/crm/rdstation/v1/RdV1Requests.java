package dev.ramal.crm.rdstation.v1;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.HttpFaults;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** What requests to v1 have in common. */
final class RdV1Requests {
  /** v1 names no time to wait for. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private RdV1Requests() {}

  static Uni<JsonNode> reading(Uni<JsonNode> request) {
    return request.onFailure().transform(fault -> of(fault, false));
  }

  static CrmFault of(Throwable fault, boolean writing) {
    return HttpFaults.of(fault, writing, MINUTE);
  }
}
