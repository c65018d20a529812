package dev.ramal.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.HttpFaults;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;

/** What a failed request to HubSpot means. */
final class HubSpotFaults {
  private static final int LOCKED = 423;
  private static final int TOO_MANY = 429;

  /** HubSpot's own: the account moves to another data center. */
  private static final int MIGRATING = 477;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Duration UNTIL_TOMORROW = Duration.ofHours(1);

  private HubSpotFaults() {}

  /** A request that changes nothing. */
  static <T> Uni<T> reading(Uni<T> request) {
    return request.onFailure().transform(fault -> of(fault, false));
  }

  /**
   * @param writing whether the request could have changed something; then a fault after it was sent
   *     leaves the outcome unknown
   */
  static CrmFault of(Throwable fault, boolean writing) {
    return switch (HttpFaults.status(fault)) {
      case LOCKED -> new CrmFault.Unavailable("the CRM has locked the record");
      case MIGRATING -> throttled(fault, UNTIL_TOMORROW);
      case TOO_MANY -> throttled(fault, byPolicy(fault));
      default -> HttpFaults.of(fault, writing, TEN_SECONDS);
    };
  }

  private static CrmFault throttled(Throwable fault, Duration wait) {
    return new CrmFault.Throttled(HttpFaults.retryAfter(fault).orElse(wait));
  }

  /** HubSpot names which of its limits was met, and not how long to wait. */
  private static Duration byPolicy(Throwable fault) {
    String policy = body((WebApplicationException) fault).path("policyName").asText("");
    return switch (policy) {
      case "SECONDLY" -> SECOND;
      case "DAILY" -> UNTIL_TOMORROW;
      default -> TEN_SECONDS;
    };
  }

  /** Missing where there is none that can be read. */
  private static JsonNode body(WebApplicationException fault) {
    try {
      JsonNode body = fault.getResponse().readEntity(JsonNode.class);
      return body == null ? missing() : body;
    } catch (ProcessingException | IllegalStateException | WebApplicationException unreadable) {
      return missing();
    }
  }

  private static JsonNode missing() {
    return MissingNode.getInstance();
  }
}
