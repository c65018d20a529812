package dev.ramal.messaging.media;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.history.MessageHistoryRepository;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Files that came with messages, to whoever may see the message. Strangers sent them: nothing of
 * them runs in a browser, and what is not plainly a picture or a sound is only saved.
 */
@Path("/api/messages/{id}/media/{position}")
@Tag(name = "Messages", description = "SMS and WhatsApp")
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
public class MessageMediaResource {
  private final Caller caller;
  private final TenantTransactions transactions;
  private final MessageHistoryRepository history;
  private final ServeMedia serve;
  private final MediaLinks links;

  MessageMediaResource(
      Caller caller,
      TenantTransactions transactions,
      MessageHistoryRepository history,
      ServeMedia serve,
      MediaLinks links) {
    this.caller = caller;
    this.transactions = transactions;
    this.history = history;
    this.serve = serve;
    this.links = links;
  }

  @GET
  @Operation(
      operationId = "getMessageMedia",
      summary = "A file that came with a message",
      description = "Kept by us: it stays when the carrier deletes it.")
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
  @APIResponse(responseCode = "404", description = "None, or not yours to see")
  @APIResponse(responseCode = "409", description = "It is being fetched; again in some seconds")
  @APIResponse(
      responseCode = "410",
      description =
          "The carrier did not give it, never had it, it is too large, or our store lost it")
  @APIResponse(responseCode = "416", description = "The range lies outside of the file")
  public Uni<Response> get(
      @PathParam("id") String id,
      @PathParam("position") int position,
      @HeaderParam("Range") @Parameter(description = "One range of bytes") String range) {
    MediaKey key = new MediaKey(caller.tenant(), new MessageId(id), position);
    return find(key).chain(file -> serve.serve(file, position, range));
  }

  @GET
  @Path("link")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getMessageMediaLink",
      summary = "Get a link that opens a file of a message for some minutes",
      description = "For pictures and players of a page, which send no token.")
  @APIResponse(
      responseCode = "200",
      description = "The link, and until when it opens",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = MediaLinks.Link.class)))
  @APIResponse(responseCode = "404", description = "None, or not yours to see")
  @APIResponse(responseCode = "409", description = "It is being fetched; again in some seconds")
  @APIResponse(
      responseCode = "410",
      description =
          "The carrier did not give it, never had it, it is too large, or our store lost it")
  public Uni<MediaLinks.Link> link(
      @PathParam("id") String id, @PathParam("position") int position) {
    MediaKey key = new MediaKey(caller.tenant(), new MessageId(id), position);
    return find(key).map(file -> links.sign(key));
  }

  /** Fails with a problem for whoever may not see the message. */
  private Uni<MediaFile> find(MediaKey key) {
    AccessScope scope = AccessScope.of(caller);
    return transactions.inTenant(
        key.tenant(),
        session ->
            history
                .find(Sql.of(session), scope, key.message().value())
                .onItem()
                .ifNull()
                .failWith(() -> MessageProblems.noSuchMessage().exception())
                .chain(message -> serve.find(Sql.of(session), key)));
  }
}
