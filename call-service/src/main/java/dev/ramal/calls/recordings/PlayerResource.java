package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The page behind a link in a note. The page itself says nothing about any recording: its script
 * shows what stands behind the {@code #} of the address, or lets the person log in, and plays what
 * that opens.
 */
@Path("/media/player")
@Tag(name = "Recordings", description = "Listen, fetch again, erase")
public class PlayerResource {
  private final SqlTransactions transactions;
  private final RecordingRepository repository;
  private final LinkSettingsRepository settings;
  private final PlayerLinks players;
  private final SignedLinks links;
  private final PlayerPage page;

  PlayerResource(
      SqlTransactions transactions,
      RecordingRepository repository,
      LinkSettingsRepository settings,
      PlayerLinks players,
      SignedLinks links,
      PlayerPage page) {
    this.transactions = transactions;
    this.repository = repository;
    this.settings = settings;
    this.players = players;
    this.links = links;
    this.page = page;
  }

  @GET
  @Path("{id}")
  @PermitAll
  @Produces(MediaType.TEXT_HTML)
  @Operation(
      operationId = "getPlayerPage",
      summary = "The page behind a note's link to a recording",
      description = "The same for every id: it says nothing about any recording.")
  @APIResponse(
      responseCode = "200",
      description = "HTML",
      content = @Content(mediaType = "text/html", schema = @Schema(implementation = String.class)))
  public Response page(String id) {
    return page.html();
  }

  @GET
  @Path("{file: player\\.js|player\\.css}")
  @PermitAll
  @Operation(hidden = true)
  public Response file(String file) {
    return page.file(file);
  }

  /**
   * What stands behind the {@code #} of a link.
   *
   * @param expires seconds since 1970
   */
  @Schema(
      name = "RecordingKey",
      examples =
"""
{"tenant": "aurora", "expires": 1767225600, "signature": "c2lnbmVkLWJ5LXVz"}
""")
  public record Key(@NotNull String tenant, @NotNull Long expires, @NotNull String signature) {}

  /**
   * @param url plays until {@code expiresAt}
   * @param validUntil until when the page can be opened again
   */
  @Schema(name = "OpenedRecording")
  public record Opened(URI url, Instant expiresAt, Instant validUntil) {}

  /** 403 when the link was not made by us, has ended, or the organization wants a login by now. */
  @POST
  @Path("{id}/link")
  @PermitAll
  @Operation(
      operationId = "openRecording",
      summary = "Open a recording with what stands behind the # of a link")
  @APIResponse(responseCode = "200", description = "A link that plays for some minutes")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "403",
      description =
          "The link was not made by us, has ended, or the organization wants a login by now")
  @APIResponse(responseCode = "404", description = "No such recording that plays")
  public Uni<Opened> open(String id, @NotNull @Valid Key key) {
    RowKey recording = new RowKey(key.tenant(), id);
    if (!players.open(recording, key.expires(), key.signature())) {
      throw CallProblems.BAD_PAGE_LINK.exception();
    }
    return transactions
        .inTenant(TenantId.of(key.tenant()), sql -> playable(sql, recording))
        .map(row -> links.sign(row.key))
        .map(
            link -> new Opened(link.url(), link.expiresAt(), Instant.ofEpochSecond(key.expires())));
  }

  private Uni<RecordingRow> playable(Sql sql, RowKey recording) {
    return settings
        .of(sql, recording.organization())
        .chain(
            allowed -> {
              if (allowed.access() != LinkAccess.SIGNED) {
                throw CallProblems.BAD_PAGE_LINK.exception();
              }
              return repository.find(sql, recording);
            })
        .map(
            found ->
                found
                    .filter(row -> row.state == RecordingState.STORED)
                    .orElseThrow(CallProblems.UNKNOWN_RECORDING::exception));
  }
}
