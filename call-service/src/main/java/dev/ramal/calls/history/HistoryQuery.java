package dev.ramal.calls.history;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.history.CallList.CallFilter;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.paging.Cursor;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which calls of the history. */
class HistoryQuery {
  @QueryParam("status")
  @Schema(implementation = CallStatus.class)
  String status;

  @QueryParam("agentId")
  String agentId;

  @QueryParam("contactId")
  String contactId;

  @QueryParam("from")
  @Parameter(description = "requested at or after this time, RFC 3339")
  @Schema(type = SchemaType.STRING, format = "date-time")
  String from;

  @QueryParam("to")
  @Parameter(description = "requested before this time, RFC 3339")
  @Schema(type = SchemaType.STRING, format = "date-time")
  String to;

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming the parameter that is not valid
   */
  CallFilter filter(AccessScope scope, Cursor behind) {
    return new CallFilter(
        status(),
        scope.readsAll() ? agentId : scope.userId(),
        contactId,
        time("from", from),
        time("to", to),
        behind);
  }

  private CallStatus status() {
    try {
      return status == null ? null : CallStatus.of(status);
    } catch (IllegalArgumentException e) {
      throw CallProblems.UNKNOWN_STATUS
          .field(
              "status",
              "is no status of a call",
              Arrays.stream(CallStatus.values()).map(CallStatus::wire).toArray(String[]::new))
          .exception();
    }
  }

  private static Instant time(String name, String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw CallProblems.NOT_A_TIME
          .field(name, "must be RFC 3339 in UTC, as in 2026-03-02T15:00:00Z")
          .exception();
    }
  }
}
