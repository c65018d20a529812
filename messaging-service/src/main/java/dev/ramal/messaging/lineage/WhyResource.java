package dev.ramal.messaging.lineage;

import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells the way of a call or message through the suite, by any id of it. */
@Path("/api/ops/why")
@Tag(name = "Lineage", description = "Each event of a call or message, and what led to it")
@RolesAllowed({Roles.ADMIN, Roles.OPS, Roles.OPERATOR})
public class WhyResource {
  private static final String TEXT = "text/plain;charset=UTF-8";
  private static final String SVG = "image/svg+xml";
  private static final String BY =
      "Of a call, a message, a leg or message at its carrier, a note in the CRM, a use or entry of"
          + " the ledger, an invoice, a recording, an event; or a telephone number";

  private final Caller caller;
  private final ReadLineage lineages;

  WhyResource(Caller caller, ReadLineage lineages) {
    this.caller = caller;
    this.lineages = lineages;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getLineage",
      summary = "Every event of what an id belongs to: where it lies, when, why, and what failed",
      description =
          "Each hop names the one that led to it. Effects on other things are told, too, and"
              + " records that could not be applied, in retry and dead letter topics. Of bodies"
              + " only ids and words of sets are in the index; telephone numbers are found by a"
              + " keyed hash. One of the operator's people who names no organization asks all of"
              + " them.")
  @APIResponse(
      responseCode = "200",
      description = "The way, in its order",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Lineage.class)))
  @APIResponse(responseCode = "400", description = "No id, or none that can be one")
  @APIResponse(
      responseCode = "404",
      description = "No event of yours has the id; the problem says how far the index has come")
  @APIResponse(
      responseCode = "409",
      description = "It belongs to several things; the problem names them")
  public Uni<Lineage> why(
      @QueryParam("id") @Parameter(required = true, description = BY) String id) {
    return lineage(id);
  }

  @GET
  @Path("/text")
  @Produces(TEXT)
  @Operation(
      operationId = "getLineageAsText",
      summary = "The same for a terminal",
      description = "A line for each hop, and one more for what failed.")
  @APIResponse(
      responseCode = "200",
      description = "The way, in its order",
      content = @Content(mediaType = "text/plain", schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "400", description = "No id, or none that can be one")
  @APIResponse(responseCode = "404", description = "No event of yours has the id")
  @APIResponse(responseCode = "409", description = "It belongs to several things")
  public Uni<Response> text(
      @QueryParam("id") @Parameter(required = true, description = BY) String id) {
    return lineage(id).map(found -> answer(LineageText.of(found)));
  }

  @GET
  @Path("/picture")
  @Produces(SVG)
  @Operation(
      operationId = "getLineageAsPicture",
      summary = "The same as one picture",
      description =
          "SVG: a column for each service, a row for each hop, a line from cause to effect; what"
              + " failed is red.")
  @APIResponse(
      responseCode = "200",
      description = "The picture; nothing in it is carried out",
      content = @Content(mediaType = SVG, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "400", description = "No id, or none that can be one")
  @APIResponse(responseCode = "404", description = "No event of yours has the id")
  @APIResponse(responseCode = "409", description = "It belongs to several things")
  public Uni<Response> picture(
      @QueryParam("id") @Parameter(required = true, description = BY) String id) {
    return lineage(id).map(found -> answer(LineagePicture.of(found)));
  }

  private Uni<Lineage> lineage(String id) {
    return lineages.read(Reach.of(caller), AskedId.of(id));
  }

  /** A browser carries nothing out of it, whatever it took for it. */
  private static Response answer(String body) {
    return Response.ok(body)
        .header("Content-Security-Policy", "default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
