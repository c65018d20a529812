package dev.ramal.billing.reconciliation;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.ledger.ReadTransactions;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.PageQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;

/** What to ask the carrier about a comparison, in pages and as a file. */
@Path(ReconciliationResource.PATH + "/{id}/notes")
@Tag(name = "Reconciliation")
class ReconciliationNotesResource {
  private final Caller caller;
  private final ReadTransactions reads;
  private final ReconciliationRepository reconciliations;
  private final LineRepository lines;
  private final WriteReport writeReport;

  ReconciliationNotesResource(
      Caller caller,
      ReadTransactions reads,
      ReconciliationRepository reconciliations,
      LineRepository lines,
      WriteReport writeReport) {
    this.caller = caller;
    this.reads = reads;
    this.reconciliations = reconciliations;
    this.lines = lines;
    this.writeReport = writeReport;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(
      operationId = "listReconciliationNotes",
      summary = "What to ask the carrier, difference by difference",
      description = "Proposals in Portuguese or English: a person sends them, or does not.")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NotePage.class)))
  @APIResponse(responseCode = "400", description = "no language, cursor or limit")
  @APIResponse(responseCode = "404", description = "no such reconciliation in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Response> notes(
      @PathParam("id") UUID id,
      @QueryParam("language")
          @Schema(
              enumeration = {"pt-BR", "en"},
              defaultValue = "pt-BR")
          String language,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    NoteLanguage in = language(language);
    return page.respond(
        (behind, most) -> {
          long place = LinePlace.behind(behind);
          return reads.read(
              tenant,
              sql ->
                  reconciliations
                      .get(sql, tenant, id)
                      .chain(
                          made -> {
                            WriteNote write = new WriteNote(made.kind(), made.zone(), in);
                            return lines
                                .differences(sql, tenant, id, place, most)
                                .map(found -> found.stream().map(write::about).toList());
                          }));
        },
        note -> LinePlace.cursor(note.place()));
  }

  @GET
  @Path("/file")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE})
  @Operation(operationId = "downloadReconciliationNotes", summary = "The notes as CSV")
  @APIResponse(
      responseCode = "200",
      description = "the file",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "400", description = "no language or format")
  @APIResponse(responseCode = "404", description = "no such reconciliation in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public RestMulti<byte[]> notesFile(
      @PathParam("id") UUID id,
      @QueryParam("language")
          @Schema(
              enumeration = {"pt-BR", "en"},
              defaultValue = "pt-BR")
          String language,
      @QueryParam("format")
          @Schema(
              enumeration = {"csv", "csv-pt-br"},
              defaultValue = "csv")
          String format) {
    TenantId tenant = caller.tenant();
    return writeReport.notes(tenant, read(tenant, id), language(language), ReportFormat.of(format));
  }

  private Uni<Reconciliation> read(TenantId tenant, UUID id) {
    return reads.read(tenant, sql -> reconciliations.get(sql, tenant, id));
  }

  private static NoteLanguage language(String word) {
    return word == null
        ? NoteLanguage.PORTUGUESE
        : NoteLanguage.find(word)
            .orElseThrow(() -> BillingProblems.unknownFilter("language", NoteLanguage.words()));
  }

  /** For the OpenAPI document only. */
  @Schema(name = "ReconciliationNotePage")
  record NotePage(List<ProposedNote> items, @Schema(nullable = true) String next) {}
}
