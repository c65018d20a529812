package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.PathPart;
import org.jboss.resteasy.reactive.RestQuery;

/** Plays a recording to whoever holds a link that we signed and that has not ended. */
@Path("/media/recordings/{id}")
public class MediaResource {
  private final TenantTransactions transactions;
  private final RecordingRepository repository;
  private final SignedLinks links;
  private final RecordingFiles media;

  MediaResource(
      TenantTransactions transactions,
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
  public Uni<Response> play(
      String id,
      @RestQuery String tenant,
      @RestQuery String expires,
      @RestQuery String signature,
      @HeaderParam("Range") String range) {
    RowKey key = new RowKey(tenant, id);
    if (tenant == null
        || expires == null
        || !expires.matches("[0-9]{1,12}")
        || !links.plays(key, Long.parseLong(expires), signature)) {
      throw CallProblems.BAD_LINK.exception();
    }
    return transactions
        .inTenant(TenantId.of(tenant), session -> repository.find(session, key))
        .map(row -> row.orElseThrow(CallProblems.UNKNOWN_RECORDING::exception))
        .invoke(
            row -> {
              if (row.state != RecordingState.STORED) {
                throw CallProblems.UNKNOWN_RECORDING.exception();
              }
            })
        .chain(row -> media.open(row.storedObject).map(file -> answer(row, file, range)));
  }

  private static Response answer(RecordingRow row, java.nio.file.Path file, String range) {
    Optional<ByteRange> part = ByteRange.of(range, row.bytes);
    ByteRange sent = part.orElseGet(() -> new ByteRange(0, row.bytes - 1));
    Response.ResponseBuilder answer =
        Response.status(part.isPresent() ? 206 : 200)
            .entity(new PathPart(file, sent.first(), sent.length()))
            .type(row.contentType)
            .header("Accept-Ranges", "bytes")
            .header("Cache-Control", "private, no-store")
            .header("X-Content-Type-Options", "nosniff")
            .header("ETag", "\"" + row.sha256 + "\"");
    part.ifPresent(one -> answer.header("Content-Range", one.contentRange(row.bytes)));
    return answer.build();
  }
}
