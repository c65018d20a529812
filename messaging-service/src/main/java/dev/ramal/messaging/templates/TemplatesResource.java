package dev.ramal.messaging.templates;

import dev.ramal.events.Channel;
import dev.ramal.events.WireWords;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Templates of the caller's organization. */
@Path("/api/templates")
@Tag(name = "Templates", description = "Texts that are written again and again")
@Produces(MediaType.APPLICATION_JSON)
class TemplatesResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final TemplateRepository templates;
  private final Clock clock;

  TemplatesResource(
      Caller caller, SqlTransactions transactions, TemplateRepository templates, Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.templates = templates;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "listTemplates",
      summary = "Templates that may be sent, the newest first",
      description = "Sales people see the organization's and their own.")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplatePage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<Response> list(
      @QueryParam("channel") @Schema(implementation = Channel.class) String channel,
      @QueryParam("category") @Schema(implementation = TemplateCategory.class) String category,
      @BeanParam PageQuery page) {
    Channel ofChannel = word("channel", channel, Channel.values());
    TemplateCategory ofCategory = word("category", category, TemplateCategory.values());
    AccessScope scope = AccessScope.of(caller);
    return page.respond(
        (behind, most) ->
            transactions
                .inTenant(
                    scope.tenant(),
                    sql -> templates.list(sql, scope, ofChannel, ofCategory, behind, most))
                .map(found -> found.stream().map(TemplateView::of).toList()),
        view -> new Cursor(view.createdAt(), view.id()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "createTemplate",
      summary = "Keep a text that is written again and again",
      description =
          "With variables, {{1}} as carriers have them or {{lead_name}}; with variants to compare"
              + " instead of one body. An SMS template may be sent at once; WhatsApp's needs"
              + " approval to be sent outside of the 24 hours.")
  @APIResponse(
      responseCode = "201",
      description = "Kept",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplateView.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "409", description = "Another template has the name")
  public Uni<Response> create(@NotNull NewTemplate asked) {
    AccessScope scope = AccessScope.of(caller);
    Template template = asked.template(scope, now());
    return transactions
        .inTenant(scope.tenant(), sql -> templates.create(sql, template))
        .map(
            created -> {
              if (!created) {
                throw TemplateProblems.nameTaken().exception();
              }
              return Response.created(URI.create("/api/templates/" + template.id()))
                  .entity(TemplateView.of(template))
                  .build();
            });
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(operationId = "getTemplate", summary = "One template, with what carriers say of it")
  @APIResponse(responseCode = "200", description = "The template with its current words")
  @APIResponse(responseCode = "404", description = "None, or not yours to see")
  public Uni<TemplateView> one(@PathParam("id") String id) {
    AccessScope scope = AccessScope.of(caller);
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            templates
                .find(sql, scope.tenant(), id)
                .map(found -> TemplateView.of(seen(scope, found))));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "changeTemplate",
      summary = "Change a template; other words make a new version",
      description =
          "Messages keep the version that they were made of. An approval belongs to a text: a text"
              + " that stays keeps it.")
  @APIResponse(responseCode = "200", description = "The template as kept")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "None, or not yours to change")
  public Uni<TemplateView> change(@PathParam("id") String id, @NotNull TemplateChange asked) {
    AccessScope scope = AccessScope.of(caller);
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            templates
                .lock(sql, scope.tenant(), id)
                .map(found -> asked.changed(changeable(scope, found), scope, now()))
                .call(changed -> templates.update(sql, changed))
                .map(TemplateView::of));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "archiveTemplate",
      summary = "Send a template no more",
      description = "Its name is free again; messages keep what they were made of.")
  @APIResponse(responseCode = "204", description = "It is not sent any more")
  @APIResponse(responseCode = "404", description = "None, or not yours to change")
  public Uni<Void> archive(@PathParam("id") String id) {
    AccessScope scope = AccessScope.of(caller);
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            templates
                .lock(sql, scope.tenant(), id)
                .invoke(found -> changeable(scope, found))
                .chain(() -> templates.archive(sql, scope.tenant(), id)));
  }

  /** Postgres keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  static Template seen(AccessScope scope, Template found) {
    if (found == null || !found.mayBeReadBy(scope)) {
      throw TemplateProblems.noSuchTemplate().exception();
    }
    return found;
  }

  /** One that is archived stays as it is. */
  private static Template changeable(AccessScope scope, Template found) {
    if (seen(scope, found).archivedAt() != null || !scope.mayChange(found.authorId())) {
      throw TemplateProblems.noSuchTemplate().exception();
    }
    return found;
  }

  private static <E extends Enum<E>> E word(String name, String given, E[] all) {
    if (given == null) {
      return null;
    }
    String[] words = Arrays.stream(all).map(WireWords::of).toArray(String[]::new);
    int at = List.of(words).indexOf(given);
    if (at < 0) {
      throw TemplateProblems.badTemplate()
          .field(name, "must be one of the known values", words)
          .exception();
    }
    return all[at];
  }

  /** For the OpenAPI document only. */
  record TemplatePage(List<TemplateView> items, @Schema(nullable = true) String next) {}
}
