package dev.ramal.billing.gaps;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The gaps of an organization's tariffs over HTTP. */
@Path("/api/billing/tariffs/gaps")
@Tag(name = "Tariffs")
public class GapResource {
  private final Caller caller;
  private final CheckGaps checkGaps;
  private final Clock clock;

  GapResource(Caller caller, CheckGaps checkGaps, Clock clock) {
    this.caller = caller;
    this.checkGaps = checkGaps;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPS, Roles.OPERATOR})
  @Operation(
      operationId = "checkTariffGapReport",
      summary = "Which destinations no rule covers, and what versions state twice",
      description =
          "Asked is about landlines and mobiles of each Brazilian area code and of each country,"
              + " toll-free and withheld numbers, softphones, messages, rented numbers and extras,"
              + " with each carrier. Of the first instant of a day in São Paulo; of now when it is"
              + " left out.")
  @APIResponse(
      responseCode = "200",
      description = "gaps, undecided destinations and overlapping versions",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = GapReport.class)))
  @APIResponse(responseCode = "400", description = "not a day")
  public Uni<GapReport> check(
      @QueryParam("day") @Schema(implementation = LocalDate.class) String day) {
    return checkGaps.check(caller.tenant(), day == null ? clock.instant() : start(day), null);
  }

  private static Instant start(String day) {
    try {
      if (day.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(day).atStartOfDay(BillingMonth.ZONE).toInstant();
      }
    } catch (DateTimeException e) {
      // as 2027-02-30 is: told like any other that is none
    }
    throw Problem.badFields()
        .field("day", "is a day of this century, written as in 2027-01-31")
        .exception();
  }
}
