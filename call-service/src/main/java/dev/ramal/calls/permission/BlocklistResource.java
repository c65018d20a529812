package dev.ramal.calls.permission;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whom the organization must not call. */
@Path("/api/blocklist")
@Tag(name = "Permission", description = "Whom the organization may call, and when")
class BlocklistResource {
  private final Caller caller;
  private final SqlTransactions transactions;
  private final BlockedNumbers numbers;
  private final ChangeBlocklist change;
  private final ImportBlocklist imports;
  private final Clock clock;

  BlocklistResource(
      Caller caller,
      SqlTransactions transactions,
      BlockedNumbers numbers,
      ChangeBlocklist change,
      ImportBlocklist imports,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.numbers = numbers;
    this.change = change;
    this.imports = imports;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
  @Operation(
      operationId = "listBlockedNumbers",
      summary = "Whom the organization does not call, what was blocked last first")
  @APIResponse(
      responseCode = "200",
      description = "A page; its Link header leads to the next",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BlocklistPage.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<Response> list(
      @QueryParam("number") @Schema(examples = "+5511987654321") String number,
      @QueryParam("source") @Schema(implementation = Source.class) String source,
      @BeanParam PageQuery page) {
    TenantId tenant = caller.tenant();
    String wanted = number == null ? null : blockable(number);
    Source from = source(source);
    return page.respond(
        (behind, most) ->
            transactions.inTenant(
                tenant, sql -> numbers.list(sql, tenant, wanted, from, behind, most)),
        entry -> new Cursor(entry.blockedAt(), entry.number() + " " + entry.source().wire()));
  }

  @POST
  @RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "blockNumber",
      summary = "Call a number no more",
      description =
          "Holds for the whole organization. Again it changes what it names: an entry keeps its"
              + " reason where none is said, and holds from when it held; without expiresAt it"
              + " never ends. A manager or an admin blocks a range (+55900*), and lets an entry"
              + " begin later or end earlier.")
  @APIResponse(
      responseCode = "201",
      description = "The entry",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = BlocklistEntry.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "403",
      description = "The number is blocked for longer, and the caller may not shorten that")
  public Uni<Response> block(@NotNull BlockRequest request) {
    boolean leads = caller.has(Roles.MANAGER) || caller.has(Roles.ADMIN);
    BlocklistEntry entry = request.checked(caller.userId(), clock.instant(), leads);
    return change
        .block(caller.tenant(), entry, leads)
        .map(stored -> Response.status(201).entity(stored).build());
  }

  @DELETE
  @Path("/{number}")
  @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "unblockNumber",
      summary = "Call a number again",
      description = "Takes it from all lists of the organization, or from those of one source.")
  @APIResponse(responseCode = "204", description = "It is not on the list any more")
  @APIResponse(responseCode = "404", description = "It was not on the list")
  public Uni<Response> unblock(
      @PathParam("number") String number,
      @QueryParam("source") @Schema(implementation = Source.class) String source) {
    return change
        .unblock(caller.tenant(), blockable(number), source(source), caller.userId())
        .map(
            gone -> {
              if (gone == 0) {
                throw CallProblems.NOT_BLOCKED.exception();
              }
              return Response.noContent().build();
            });
  }

  @POST
  @Path("/import")
  @RolesAllowed({Roles.MANAGER, Roles.ADMIN})
  @Operation(
      operationId = "importBlockedNumbers",
      summary = "Block the numbers of a file",
      description =
          "One number a line; at most 100,000 lines, and the largest body. When a line is not"
              + " valid, nothing is stored. Sent again, only what is new or other is stored.")
  @APIResponse(
      responseCode = "200",
      description = "How many numbers the file names, and how many of them are new or other",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ImportBlocklist.Imported.class)))
  @APIResponse(responseCode = "400", description = "A line is not valid; the problem names it")
  public Uni<ImportBlocklist.Imported> importFile(@NotNull ImportRequest request) {
    return imports.read(caller.tenant(), caller.userId(), request);
  }

  private static String blockable(String number) {
    return BlockableNumber.of(number)
        .orElseThrow(
            () -> CallProblems.BAD_BLOCK.field("number", BlockableNumber.WANTED).exception());
  }

  private static Source source(String word) {
    Source found = Source.find(word);
    if (word != null && found == null) {
      throw CallProblems.BAD_BLOCK.field("source", "is not known", Source.words()).exception();
    }
    return found;
  }

  /** For the OpenAPI document only. */
  record BlocklistPage(List<BlocklistEntry> items, @Schema(nullable = true) String next) {}
}
