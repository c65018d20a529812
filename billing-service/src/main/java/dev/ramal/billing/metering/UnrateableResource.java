package dev.ramal.billing.metering;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.metering.OpenUsageRepository.OpenUsage;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Usage that waits for a tariff, or whose cost waits for an exchange rate. */
@Path("/api/billing/unrateable")
@Tag(
    name = "Unrateable",
    description =
        "Usage that no tariff covers, and costs without an exchange rate: listed, never lost")
public class UnrateableResource {
  private final Caller caller;
  private final OpenUsageRepository waiting;
  private final RerateUnrateable rerateUnrateable;
  private final TenantTransactions transactions;

  UnrateableResource(
      Caller caller,
      OpenUsageRepository waiting,
      RerateUnrateable rerateUnrateable,
      TenantTransactions transactions) {
    this.caller = caller;
    this.waiting = waiting;
    this.rerateUnrateable = rerateUnrateable;
    this.transactions = transactions;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPS, Roles.OPERATOR})
  @Operation(
      operationId = "listUnrateable",
      summary = "Usage without a tariff, or whose cost has no exchange rate, newest first")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = UnrateablePage.class)))
  @APIResponse(responseCode = "400", description = "cursor or limit is not understood")
  public Uni<Response> list(@BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) -> {
          Optional<Cursor> after = BillingProblems.place(behind);
          return transactions
              .inTenant(tenant, session -> waiting.open(session, after, most))
              .map(found -> found.stream().map(View::of).toList());
        },
        view -> new Cursor(view.occurredAt(), view.usageId().toString()));
  }

  @POST
  @Path("/rerate")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPS, Roles.OPERATOR})
  @Operation(
      operationId = "rerate",
      summary = "Rates with the tariffs of now what could not be rated; safe to repeat")
  @APIResponse(
      responseCode = "200",
      description = "how many were rated, and how many still wait",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RerateUnrateable.Rerated.class)))
  public Uni<RerateUnrateable.Rerated> rerate() {
    return rerateUnrateable.rerate(caller.tenant());
  }

  /**
   * A usage that waits.
   *
   * @param waitingFor {@code tariff} or {@code exchange-rate}; the latter is charged already, its
   *     cost is open
   */
  @Schema(name = "UnrateableUsage")
  public record View(
      UUID usageId,
      @Schema(enumeration = {"call", "recording", "message", "number", "storage", "infrastructure"})
          String subject,
      String subjectId,
      @Schema(nullable = true) String leg,
      Meter meter,
      @Schema(nullable = true) DestinationClass destinationClass,
      @Schema(nullable = true) Carrier carrier,
      long quantity,
      @Schema(enumeration = {"tariff", "exchange-rate"}) String waitingFor,
      @Schema(nullable = true) String reason,
      Instant occurredAt) {
    static View of(OpenUsage waiting) {
      return new View(
          waiting.key().usageId(),
          waiting.key().subject(),
          waiting.key().subjectId(),
          waiting.key().leg(),
          waiting.key().meter(),
          waiting.usage().destinationClass(),
          waiting.usage().carrier(),
          waiting.usage().quantity(),
          waiting.unrateable() ? "tariff" : "exchange-rate",
          waiting.reason(),
          waiting.usage().occurredAt());
    }
  }

  /** For the OpenAPI document only. */
  record UnrateablePage(List<View> items, @Schema(nullable = true) String next) {}
}
