package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.carriers.files.ByteRange;
import dev.ramal.carriers.files.ServedFile;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.file.NoSuchFileException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Plays a recording to whoever holds a link that we signed and that has not ended. */
@Path("/media/recordings/{id}")
@Tag(name = "Recordings", description = "Listen, fetch again, erase")
public class MediaResource {
  private static final String GONE = "Its file is no longer in our store.";

  private final SqlTransactions transactions;
  private final RecordingRepository repository;
  private final SignedLinks links;
  private final RecordingFiles media;

  MediaResource(
      SqlTransactions transactions,
      RecordingRepository repository,
      SignedLinks links,
      RecordingFiles media) {
    this.transactions = transactions;
    this.repository = repository;
    this.links = links;
    this.media = media;
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "playRecording",
      summary = "Play a recording to whoever holds a signed link",
      description = "One range of bytes may be asked for.")
  @APIResponse(
      responseCode = "200",
      description = "The recording",
      content =
          @Content(
              mediaType = "audio/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "206",
      description = "The part that was asked for",
      content =
          @Content(
              mediaType = "audio/*",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "403", description = "The link was not made by us, or has ended")
  @APIResponse(responseCode = "404", description = "No such recording that plays")
  @APIResponse(responseCode = "409", description = "Its file is no longer in our store")
  @APIResponse(responseCode = "416", description = "The range lies outside of the recording")
  public Uni<Response> play(
      String id,
      @RestQuery String tenant,
      @RestQuery String expires,
      @RestQuery String signature,
      @HeaderParam("Range") String range) {
    if (!links.plays(tenant, id, expires, signature)) {
      throw CallProblems.BAD_LINK.exception();
    }
    return transactions
        .inTenant(TenantId.of(tenant), sql -> repository.find(sql, new RowKey(tenant, id)))
        .map(row -> row.orElseThrow(CallProblems.UNKNOWN_RECORDING::exception))
        .invoke(
            row -> {
              if (row.state != RecordingState.STORED) {
                throw CallProblems.UNKNOWN_RECORDING.exception();
              }
            })
        .chain(
            row ->
                media
                    .open(row.storedObject)
                    .onFailure(NoSuchFileException.class)
                    .transform(gone -> CallProblems.RECORDING_NOT_READY.detail(GONE).exception())
                    .map(file -> answer(row, file, range)));
  }

  private static Response answer(RecordingRow row, java.nio.file.Path file, String range) {
    try {
      return new ServedFile(file, row.bytes, row.contentType, row.sha256).answer(range).build();
    } catch (ByteRange.OutsideFile e) {
      throw CallProblems.NO_SUCH_RANGE.detail(e.getMessage()).exception();
    }
  }
}
