package dev.ramal.billing.invoicing;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Credit and debit notes over HTTP. */
@Path(InvoiceResource.PATH + "/{id}/notes")
@Tag(name = "Invoices")
public class NoteResource {
  private final Caller caller;
  private final ReadInvoices readInvoices;
  private final IssueNote issueNote;
  private final OpenPdf openPdf;

  NoteResource(Caller caller, ReadInvoices readInvoices, IssueNote issueNote, OpenPdf openPdf) {
    this.caller = caller;
    this.readInvoices = readInvoices;
    this.issueNote = issueNote;
    this.openPdf = openPdf;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "listInvoiceNotes",
      summary = "The credit and debit notes of an invoice, newest first")
  @APIResponse(
      responseCode = "200",
      description = "all of them",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NotePage.class)))
  @APIResponse(responseCode = "404", description = "no such invoice in the organization")
  public Uni<Page<NoteView>> list(@PathParam("id") UUID id) {
    return readInvoices
        .notes(caller.tenant(), id)
        .map(notes -> Page.whole(notes.stream().map(NoteView::of).toList()));
  }

  @POST
  @RolesAllowed({Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "issueInvoiceNote",
      summary = "Corrects an invoice by a note of what its month comes to now",
      description =
          "The difference of every line and tax, under the conditions of the invoice: a credit note"
              + " where less is owed, a debit note where more is. By itself that happens once after"
              + " the end of each further month. Costs that carriers name late change no price and"
              + " so no invoice.")
  @APIResponse(
      responseCode = "201",
      description = "issued",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NoteView.class)))
  @APIResponse(responseCode = "404", description = "no such invoice in the organization")
  @APIResponse(responseCode = "409", description = "a draft, or there is nothing to correct")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Response> issue(@PathParam("id") UUID id) {
    return issueNote
        .issue(caller.tenant(), id, caller.username())
        .map(
            issued -> {
              Note note = issued.orElseThrow(InvoicingProblems::nothingToCorrect);
              return Response.created(URI.create(NoteView.path(note)))
                  .entity(NoteView.of(note))
                  .build();
            });
  }

  @GET
  @Path("/{note}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(operationId = "getInvoiceNote", summary = "A note with its lines and taxes")
  @APIResponse(
      responseCode = "200",
      description = "the note",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = NoteView.class)))
  @APIResponse(responseCode = "404", description = "no such note of the invoice")
  public Uni<NoteView> get(@PathParam("id") UUID id, @PathParam("note") UUID note) {
    return readInvoices.note(caller.tenant(), id, note).map(NoteView::of);
  }

  @GET
  @Path("/{note}/pdf")
  @Produces(InvoiceResource.PDF)
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "downloadInvoiceNote",
      summary = "A note as PDF, the same bytes every time")
  @APIResponse(
      responseCode = "200",
      description = "The file; ETag is its digest",
      content =
          @Content(
              mediaType = InvoiceResource.PDF,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "no such note of the invoice")
  public Uni<Response> pdf(@PathParam("id") UUID id, @PathParam("note") UUID noteId) {
    TenantId tenant = caller.tenant();
    return readInvoices
        .note(tenant, id, noteId)
        .chain(
            note ->
                openPdf
                    .of(tenant, PaperDocument.of(note))
                    .map(
                        file ->
                            InvoiceResource.sent(
                                file,
                                "%s-%s-%d-%s.pdf"
                                    .formatted(
                                        note.kind() == InvoiceNoteKind.CREDIT_NOTE
                                            ? "nota-de-credito"
                                            : "nota-de-debito",
                                        tenant,
                                        note.number(),
                                        note.document().month()))));
  }

  /** For the OpenAPI document only. */
  record NotePage(List<NoteView> items, @Schema(nullable = true) String next) {}
}
