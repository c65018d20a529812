package dev.ramal.billing.invoicing;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.MonthRange;
import dev.ramal.billing.invoicing.FileRepository.KeptFile;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

/** Invoices over HTTP. */
@Path(InvoiceResource.PATH)
@Tag(name = "Invoices", description = "A month closed: what is owed, final, and its corrections")
public class InvoiceResource {
  static final String PATH = "/api/billing/invoices";
  static final String PDF = "application/pdf";

  private final Caller caller;
  private final MonthRange months;
  private final ReadInvoices readInvoices;
  private final IssueInvoice issueInvoice;
  private final OpenPdf openPdf;

  InvoiceResource(
      Caller caller,
      MonthRange months,
      ReadInvoices readInvoices,
      IssueInvoice issueInvoice,
      OpenPdf openPdf) {
    this.caller = caller;
    this.months = months;
    this.readInvoices = readInvoices;
    this.issueInvoice = issueInvoice;
    this.openPdf = openPdf;
  }

  @GET
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "listInvoices",
      summary = "Invoices of the organization, the newest month first",
      description =
          "One for each month that is over. A draft has no number and follows what is known of its"
              + " month; when the days of grace are over it is issued and never changes again.")
  @APIResponse(
      responseCode = "200",
      description = "a page with items and next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = InvoicePage.class)))
  @APIResponse(responseCode = "400", description = "a filter is not understood")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Response> list(
      @QueryParam("month") @Schema(implementation = BillingMonth.class) String month,
      @QueryParam("state") @Schema(enumeration = {"draft", "issued"}) String state,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    BillingMonth only = month == null ? null : months.requested(month, "month");
    InvoiceState in = state(state);
    return page.respond(
        (behind, most) ->
            readInvoices.newest(
                tenant,
                only,
                in,
                BillingProblems.place(behind)
                    .map(place -> BillingMonth.at(place.time()))
                    .orElse(null),
                most),
        view -> new Cursor(view.month().start(), view.id().toString()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "getInvoice",
      summary = "An invoice with its lines and taxes",
      description =
          "Each line names the line of the month's summary that it comes from; each is rounded to"
              + " cents once. The total is the summary's total plus taxes.")
  @APIResponse(
      responseCode = "200",
      description = "the invoice",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = InvoiceView.class)))
  @APIResponse(responseCode = "404", description = "no such invoice in the organization")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<InvoiceView> get(@PathParam("id") UUID id) {
    return readInvoices.get(caller.tenant(), id);
  }

  @GET
  @Path("/{id}/pdf")
  @Produces(PDF)
  @RolesAllowed({Roles.ADMIN, Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "downloadInvoice",
      summary = "An issued invoice as PDF, the same bytes every time")
  @APIResponse(
      responseCode = "200",
      description = "The file; ETag is its digest",
      content =
          @Content(mediaType = PDF, schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", description = "no such invoice in the organization")
  @APIResponse(responseCode = "409", description = "the invoice is a draft")
  public Uni<Response> pdf(@PathParam("id") UUID id) {
    TenantId tenant = caller.tenant();
    return readInvoices
        .issued(tenant, id)
        .chain(
            invoice ->
                openPdf
                    .of(tenant, PaperDocument.of(invoice))
                    .map(
                        file ->
                            sent(
                                file,
                                "fatura-%s-%d-%s.pdf"
                                    .formatted(tenant, invoice.number(), invoice.month()))));
  }

  @POST
  @Path("/{month}/close")
  @RolesAllowed({Roles.FINANCE, Roles.OPERATOR})
  @Operation(
      operationId = "closeMonth",
      summary = "Issues the invoice of a month that is over, without waiting for the days of grace",
      description =
          "It gets the next number of the organization and is never changed again: what comes later"
              + " becomes a credit or debit note. A month is closed once; again is a 409 that names"
              + " the invoice.")
  @APIResponse(
      responseCode = "201",
      description = "issued",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = InvoiceView.class)))
  @APIResponse(responseCode = "400", description = "not a month, or out of range")
  @APIResponse(
      responseCode = "409",
      description = "the month is closed, or its last day of storage is not metered yet")
  @APIResponse(responseCode = "422", description = "the month is not over, or holds nothing")
  @APIResponse(responseCode = "429", description = "too many reads at once; see Retry-After")
  public Uni<Response> close(
      @PathParam("month") @Schema(implementation = BillingMonth.class) String month) {
    BillingMonth asked = months.requested(month, "month");
    return issueInvoice
        .issue(caller.tenant(), asked, caller.username())
        .map(
            invoice ->
                Response.created(URI.create(InvoiceView.path(invoice.id())))
                    .entity(InvoiceView.issued(invoice, List.of()))
                    .build());
  }

  static Response sent(KeptFile file, String name) {
    return Response.ok(file.pdf(), PDF)
        .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(name))
        .header("ETag", '"' + file.sha256() + '"')
        .build();
  }

  private static InvoiceState state(String text) {
    for (InvoiceState state : InvoiceState.values()) {
      if (state.wire().equals(text)) {
        return state;
      }
    }
    if (text != null) {
      throw BillingProblems.unknownFilter(
          "state", InvoiceState.DRAFT.wire(), InvoiceState.ISSUED.wire());
    }
    return null;
  }

  /** For the OpenAPI document only. */
  record InvoicePage(List<InvoiceView> items, @Schema(nullable = true) String next) {}
}
