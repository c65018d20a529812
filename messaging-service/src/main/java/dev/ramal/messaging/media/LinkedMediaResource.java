package dev.ramal.messaging.media;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.MessageProblems;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Gives a file of a message to whoever holds a link that we signed and that has not ended. */
@Path("/media/messages/{id}/{position}")
@Tag(name = "Messages", description = "SMS and WhatsApp")
public class LinkedMediaResource {
  private final SqlTransactions transactions;
  private final MediaLinks links;
  private final ServeMedia serve;

  LinkedMediaResource(SqlTransactions transactions, MediaLinks links, ServeMedia serve) {
    this.transactions = transactions;
    this.links = links;
    this.serve = serve;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "openMessageMedia",
      summary = "A file of a message to whoever holds a signed link",
      description = "One range of bytes may be asked for.")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = "*/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "206",
      description = "The part that was asked for",
      content =
          @Content(
              mediaType = "*/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "403", description = "The link was not made by us, or has ended")
  @APIResponse(responseCode = "410", description = "The file is no longer in our store")
  @APIResponse(responseCode = "416", description = "The range lies outside of the file")
  public Uni<Response> open(
      String id,
      String position,
      @RestQuery String tenant,
      @RestQuery String expires,
      @RestQuery String signature,
      @HeaderParam("Range") String range) {
    String file = id + ":" + position;
    if (!links.open(tenant, file, expires, signature)) {
      throw MessageProblems.badLink().exception();
    }
    MediaKey key = MediaKey.of(TenantId.of(tenant), file);
    return transactions
        .inTenant(key.tenant(), sql -> serve.find(sql, key))
        .chain(found -> serve.serve(found, key.position(), range));
  }
}
