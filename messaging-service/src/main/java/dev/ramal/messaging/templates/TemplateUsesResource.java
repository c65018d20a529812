package dev.ramal.messaging.templates;

import dev.ramal.events.E164;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.templates.TemplateView.PreviewView;
import dev.ramal.messaging.templates.TemplateView.VersionView;
import dev.ramal.numbering.DialableNumber;
import dev.ramal.numbering.Spellings;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is made of a template before it is sent: versions, a preview, approval by carriers. */
@Path("/api/templates")
@Tag(name = "Templates", description = "Texts that are written again and again")
@Produces(MediaType.APPLICATION_JSON)
class TemplateUsesResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final TemplateRepository templates;
  private final RequestApproval requestApproval;

  TemplateUsesResource(
      Caller caller,
      SqlTransactions transactions,
      TemplateRepository templates,
      RequestApproval requestApproval) {
    this.caller = caller;
    this.transactions = transactions;
    this.templates = templates;
    this.requestApproval = requestApproval;
  }

  @GET
  @Path("/{id}/versions")
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "listTemplateVersions",
      summary = "The words that a template had, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = VersionPage.class)))
  @APIResponse(responseCode = "404", description = "No such template, or not yours to see")
  public Uni<Response> versions(@PathParam("id") String id, @BeanParam PageQuery page) {
    AccessScope scope = AccessScope.of(caller);
    return page.respond(
        (behind, most) ->
            transactions.inTenant(
                scope.tenant(),
                sql ->
                    templates
                        .find(sql, scope.tenant(), id)
                        .invoke(found -> TemplatesResource.seen(scope, found))
                        .chain(() -> templates.versions(sql, scope.tenant(), id, behind, most))
                        .map(found -> found.stream().map(VersionView::of).toList())),
        view -> new Cursor(view.createdAt(), "%09d".formatted(view.version())));
  }

  @POST
  @Path("/{id}/preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "previewTemplate",
      summary = "What a contact would read, and how many segments are billed",
      description = "Sends nothing.")
  @APIResponse(responseCode = "200", description = "The text as it would be sent")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such template, or not yours to see")
  @APIResponse(responseCode = "422", description = "The variables do not fit; each is named")
  public Uni<PreviewView> preview(
      @PathParam("id") String id, @NotNull TemplatePreviewRequest asked) {
    AccessScope scope = AccessScope.of(caller);
    return transactions.inTenant(
        scope.tenant(),
        sql ->
            templates
                .find(sql, scope.tenant(), id)
                .map(found -> TemplatesResource.seen(scope, found))
                .chain(
                    template ->
                        (asked.version() == null
                                ? Uni.createFrom().item(template.current())
                                : templates.version(sql, scope.tenant(), id, asked.version()))
                            .map(words -> preview(template, words, asked))));
  }

  private static PreviewView preview(
      Template template, TemplateVersion words, TemplatePreviewRequest asked) {
    if (words == null) {
      throw TemplateProblems.badTemplate()
          .field("version", "must be 1 to " + template.current().version())
          .exception();
    }
    ComposedText composed =
        ComposedText.of(template, variant(template, words, asked), asked.values(), "variables.");
    return PreviewView.of(words.version(), composed);
  }

  private static TemplateVariant variant(
      Template template, TemplateVersion words, TemplatePreviewRequest asked) {
    if (asked.variant() != null) {
      return words
          .variant(asked.variant())
          .orElseThrow(
              () ->
                  TemplateProblems.badTemplate()
                      .field(
                          "variant",
                          "is none of that version",
                          words.variants().stream()
                              .map(TemplateVariant::key)
                              .toArray(String[]::new))
                      .exception());
    }
    if (asked.to() == null) {
      return words.variants().get(0);
    }
    E164 contact =
        DialableNumber.toWriteTo(asked.to())
            .map(Spellings::current)
            .orElseThrow(
                () ->
                    TemplateProblems.badTemplate()
                        .field("to", "must be a number in E.164, as in +5511987654321")
                        .exception());
    return Split.of(template.id(), contact.value(), words.variants());
  }

  @POST
  @Path("/{id}/approvals")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "requestTemplateApproval",
      summary = "Have WhatsApp approve the current words of a template",
      description =
          "Each variant is given to the carrier, and approval is asked for; how far it is stands in"
              + " the template's approvals. What waits or was approved is not asked for again; what"
              + " was rejected is.")
  @APIResponse(
      responseCode = "202",
      description = "It will be asked for",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TemplateView.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such template")
  @APIResponse(
      responseCode = "409",
      description =
          "An SMS needs no approval, the carrier has none to give, or it was asked for already")
  public Uni<Response> approve(@PathParam("id") String id, @NotNull ApprovalRequest asked) {
    AccessScope scope = AccessScope.of(caller);
    return requestApproval
        .request(scope, id, asked)
        .map(template -> Response.accepted(TemplateView.of(template)).build());
  }

  /** For the OpenAPI document only. */
  record VersionPage(List<VersionView> items, @Schema(nullable = true) String next) {}
}
