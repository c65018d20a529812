package dev.ramal.billing.tariffs;

import dev.ramal.billing.BillingProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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
  private static final List<String> FORMATS = List.of("csv", "csv-pt-br");

  private final Caller caller;
  private final TariffRepository tariffs;
  private final PublishedTariffRepository published;
  private final TenantTransactions transactions;

  TariffResource(
      Caller caller,
      TariffRepository tariffs,
      PublishedTariffRepository published,
      TenantTransactions transactions) {
    this.caller = caller;
    this.tariffs = tariffs;
    this.published = published;
    this.transactions = transactions;
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
          return transactions.inTenant(tenant, session -> published.list(session, after, most));
        },
        view -> new Cursor(view.tariff().validFrom(), view.id().toString()));
  }

  @GET
  @Path("/columns")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPS, Roles.OPERATOR})
  @Operation(
      operationId = "listTariffColumns",
      summary = "What the columns of a file of rules are called and mean",
      description = "The heading, whether it is required, and its meaning in Portuguese.")
  public Page<ColumnView> columns() {
    return Page.whole(Arrays.stream(RuleColumn.values()).map(ColumnView::of).toList());
  }

  @GET
  @Path("/{id}/csv")
  @Produces("text/csv;charset=UTF-8")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPS, Roles.OPERATOR})
  @Operation(
      operationId = "exportTariff",
      summary = "The rules of a tariff as a file, one rule a line",
      description =
          "What POST /api/billing/tariffs/drafts/csv makes the same rules of. format csv-pt-br"
              + " opens by double click in Brazil: semicolons, decimal commas, a byte order mark.")
  @APIResponse(
      responseCode = "200",
      description = "the file",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "400", description = "an unknown format")
  @APIResponse(responseCode = "404", description = "no such tariff")
  public Uni<Response> csv(
      @PathParam("id") UUID id,
      @QueryParam("format")
          @DefaultValue("csv")
          @Schema(
              enumeration = {"csv", "csv-pt-br"},
              defaultValue = "csv")
          String format) {
    if (!FORMATS.contains(format)) {
      throw BillingProblems.unknownFilter("format", FORMATS.toArray(String[]::new));
    }
    return transactions
        .inTenant(caller.tenant(), session -> tariffs.document(Sql.of(session), id))
        .map(found -> file(found.orElseThrow(TariffProblems::unknownTariff), format));
  }

  private static Response file(TariffDocument tariff, String format) {
    return Response.ok(TariffCsv.write(tariff.rules(), !format.equals(FORMATS.get(0))))
        .header(
            "Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(tariff.version()))
        .build();
  }

  /**
   * A column of a file of rules.
   *
   * @param name the heading
   * @param required whether a file has it and each line says something in it
   * @param meaning pt-BR
   */
  @Schema(name = "TariffColumn")
  public record ColumnView(String name, boolean required, String meaning) {
    static ColumnView of(RuleColumn column) {
      return new ColumnView(column.wire(), column.required(), column.meaning());
    }
  }

  /** For the OpenAPI document only. */
  record TariffPage(List<TariffView> items, @Schema(nullable = true) String next) {}
}
