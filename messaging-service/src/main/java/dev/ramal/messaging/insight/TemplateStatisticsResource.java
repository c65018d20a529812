package dev.ramal.messaging.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.templates.FindVariants;
import dev.ramal.messaging.templates.FindVariants.Variants;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How often templates were used, and which variant does better. */
@Path("/api/templates")
@Tag(name = "Templates", description = "Texts that are written again and again")
@Produces(MediaType.APPLICATION_JSON)
class TemplateStatisticsResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final FindVariants findVariants;
  private final TemplateStatisticsRepository statistics;
  private final MessageInsightConfig config;
  private final Clock clock;

  TemplateStatisticsResource(
      Caller caller,
      SqlTransactions transactions,
      FindVariants findVariants,
      TemplateStatisticsRepository statistics,
      MessageInsightConfig config,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.findVariants = findVariants;
    this.statistics = statistics;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @Path("/{id}/statistics")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "getTemplateStatistics",
      summary = "How often a template was used, and which variant is answered more often",
      description =
          "Of all messages of the organization that were made of it. Variants are compared by a"
              + " sample whose size is fixed before, so that looking often makes no false winner.")
  @APIResponse(responseCode = "200", description = "The figures, with intervals")
  @APIResponse(responseCode = "404", description = "No such template, or not yours to see")
  public Uni<TemplateStatisticsView> of(@PathParam("id") String id) {
    AccessScope scope = AccessScope.of(caller);
    Instant now = clock.instant();
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            Uni.combine()
                .all()
                .unis(findVariants.of(sql, scope, id), statistics.keptDays(sql, scope.tenant()))
                .collectFailures()
                .asTuple()
                .chain(found -> read(sql, scope, found.getItem1(), found.getItem2(), now)));
  }

  private Uni<TemplateStatisticsView> read(
      Sql sql, AccessScope scope, Variants current, Set<LocalDate> kept, Instant now) {
    TenantId tenant = scope.tenant();
    return Uni.combine()
        .all()
        .unis(
            statistics.byVariant(sql, tenant, current.templateId(), kept, now),
            statistics.samples(sql, tenant, current, config.answeredWithin(), now))
        .collectFailures()
        .with((all, samples) -> TemplateStatisticsView.of(current, all, samples));
  }
}
