package dev.ramal.billing.tariffs;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.tariffs.TariffRepository.InForce;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Tariffs over HTTP. An organization's own goes before the reference for the usage it covers, and
 * touches no other organization.
 */
@Path("/api/billing/tariffs")
@Tag(name = "Tariffs", description = "What a usage costs and what the organization pays for it")
public class TariffResource {
  private final Caller caller;
  private final TariffRepository tariffs;
  private final TellTariffs tell;
  private final TenantTransactions transactions;
  private final TariffConfig config;
  private final Clock clock;

  TariffResource(
      Caller caller,
      TariffRepository tariffs,
      TellTariffs tell,
      TenantTransactions transactions,
      TariffConfig config,
      Clock clock) {
    this.caller = caller;
    this.tariffs = tariffs;
    this.tell = tell;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPS, Roles.OPERATOR})
  @Operation(
      operationId = "listTariffs",
      summary = "The reference tariffs and the organization's own, newest first")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TariffPage.class)))
  @APIResponse(responseCode = "400", description = "cursor or limit is not understood")
  public Uni<Response> list(@BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    return page.respond(
        (behind, most) -> {
          Optional<Cursor> after = BillingProblems.place(behind);
          return transactions.inTenant(tenant, session -> tariffs.list(session, after, most));
        },
        view -> new Cursor(view.tariff().validFrom(), view.id().toString()));
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      operationId = "publishTariff",
      summary = "Publishes a version of the own tariff of the organization in X-Org-Id",
      description =
          "Prices are the operator's. Versions are never changed. What was rated stays; usage that"
              + " no tariff covered is rated with POST /api/billing/unrateable/rerate.")
  @APIResponse(
      responseCode = "201",
      description = "published",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PublishedTariff.class)))
  @APIResponse(responseCode = "400", description = "an amount or increment has not its form")
  @APIResponse(responseCode = "409", description = "the version exists")
  @APIResponse(
      responseCode = "422",
      description = "a rule cannot be used, or too much holds already; the problem says which")
  public Uni<Response> publish(@NotNull @Valid TariffDocument document) {
    UUID id = UuidV7.next();
    document.toTariff(id);
    TenantId tenant = caller.tenant();
    String publishedBy = caller.username();
    return transactions
        .inTenant(
            tenant,
            session ->
                tariffs
                    .inForce(session, tenant.value(), document.version())
                    .invoke(held -> requireRoom(held, document))
                    .chain(() -> tariffs.add(session, tenant.value(), id, document, publishedBy))
                    .call(() -> tell.tell(Sql.of(session), id)))
        .invoke(
            added -> {
              if (!added) {
                throw BillingProblems.tariffExists(document.version());
              }
            })
        .map(
            added ->
                Response.created(URI.create("/api/billing/tariffs"))
                    .entity(Map.of("id", id, "version", document.version()))
                    .build());
  }

  /** A repetition is told that it is one, also where there is no room. */
  private void requireRoom(InForce held, TariffDocument document) {
    if (held.hasVersion()) {
      throw BillingProblems.tariffExists(document.version());
    }
    if (document.holdsOrWillHold(clock.instant()) && !hasRoom(held, document)) {
      throw BillingProblems.tooManyTariffs(config.perOrganization(), config.rulesPerOrganization());
    }
  }

  private boolean hasRoom(InForce held, TariffDocument document) {
    return held.tariffs() < config.perOrganization()
        && held.rules() + document.rules().size() <= config.rulesPerOrganization();
  }

  /** For the OpenAPI document only. */
  record TariffPage(List<TariffView> items, @Schema(nullable = true) String next) {}

  /** For the OpenAPI document only. */
  record PublishedTariff(UUID id, String version) {}
}
