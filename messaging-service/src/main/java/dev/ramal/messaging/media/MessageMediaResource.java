package dev.ramal.messaging.media;

import dev.ramal.carriers.files.ByteRange;
import dev.ramal.carriers.files.FileArchive;
import dev.ramal.carriers.files.ServedFile;
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
import jakarta.ws.rs.core.Response;
import java.nio.file.NoSuchFileException;
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
  private final MediaRepository media;
  private final FileArchive archive;

  MessageMediaResource(
      Caller caller,
      TenantTransactions transactions,
      MessageHistoryRepository history,
      MediaRepository media,
      FileArchive archive) {
    this.caller = caller;
    this.transactions = transactions;
    this.history = history;
    this.media = media;
    this.archive = archive;
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
      description = "The carrier did not give it, never had it, or our store lost it")
  @APIResponse(responseCode = "416", description = "The range lies outside of the file")
  public Uni<Response> get(
      @PathParam("id") String id,
      @PathParam("position") int position,
      @HeaderParam("Range") @Parameter(description = "One range of bytes") String range) {
    AccessScope scope = AccessScope.of(caller);
    MediaKey key = new MediaKey(scope.tenant(), new MessageId(id), position);
    return transactions
        .inTenant(
            scope.tenant(),
            session ->
                history
                    .find(Sql.of(session), scope, id)
                    .onItem()
                    .ifNull()
                    .failWith(() -> MessageProblems.noSuchMessage().exception())
                    .chain(message -> media.find(Sql.of(session), key)))
        .map(MessageMediaResource::here)
        .chain(
            file ->
                archive
                    .open(file.storedObject())
                    .onFailure(NoSuchFileException.class)
                    .transform(gone -> MessageProblems.mediaGone().exception())
                    .map(path -> answer(file, path, position, range)));
  }

  private static MediaFile here(MediaFile file) {
    if (file == null) {
      throw MessageProblems.noSuchMedia().exception();
    }
    return switch (file.state()) {
      case STORED -> file;
      case PENDING -> throw MessageProblems.mediaNotHereYet().exception();
      case LOST -> throw MessageProblems.mediaLost().exception();
      case ELSEWHERE -> throw MessageProblems.mediaElsewhere().exception();
      case PAGE -> throw MessageProblems.mediaIsAPage().exception();
    };
  }

  private static Response answer(
      MediaFile file, java.nio.file.Path path, int position, String range) {
    try {
      return new ServedFile(path, file.bytes(), file.contentType(), file.sha256())
          .answer(range)
          .header("Content-Disposition", MediaTypes.disposition(file.contentType(), position))
          .header("Content-Security-Policy", "default-src 'none'; sandbox")
          .build();
    } catch (ByteRange.OutsideFile e) {
      throw MessageProblems.noSuchRange().detail(e.getMessage()).exception();
    }
  }
}
