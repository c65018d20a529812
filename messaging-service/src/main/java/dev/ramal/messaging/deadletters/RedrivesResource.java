package dev.ramal.messaging.deadletters;

import dev.ramal.events.EventJson;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sends dead letters again, and tells what became of them. */
@Path(RedrivesResource.PATH)
@Tag(name = "Dead letters", description = "Records that could not be applied, of every service")
@RolesAllowed({Roles.ADMIN, Roles.OPS, Roles.OPERATOR})
public class RedrivesResource {
  static final String PATH = "/api/ops/dead-letters/redrives";

  private final Caller caller;
  private final SqlTransactions transactions;
  private final RedriveRepository redrives;
  private final RedriveLetters redriveLetters;
  private final DeadLetterConfig config;

  RedrivesResource(
      Caller caller,
      SqlTransactions transactions,
      RedriveRepository redrives,
      RedriveLetters redriveLetters,
      DeadLetterConfig config) {
    this.caller = caller;
    this.transactions = transactions;
    this.redrives = redrives;
    this.redriveLetters = redriveLetters;
    this.config = config;
  }

  @POST
  @Operation(
      operationId = "redriveDeadLetters",
      summary = "Send letters to their first topic again, changed by a patch or as they are",
      description =
          "All that fit, or none: where more fit than the quota, or today's rules would not take"
              + " one, nothing is sent. Key and headers stay, so whoever had applied a record knows"
              + " it by its id and drops it; letters of one key keep their order, also after"
              + " several redrives. With an Idempotency-Key the same request sends once and is"
              + " answered alike, however often it is asked; without one it finds what still waits."
              + " What happened longer ago than readers remember is not sent, unless appliedNowhere"
              + " says that none of them has applied it. What Kafka holds no longer is left out and"
              + " taken off the index. A patch and appliedNowhere are for the operator's people"
              + " alone, and a patch is never for the quarantine.")
  @APIResponse(
      responseCode = "201",
      description = "They leave from now on",
      headers = @Header(name = "Location", description = "Where the report is"),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RedriveReport.class)))
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(
      responseCode = "403",
      description = "Only the operator sends changed letters, and old ones")
  @APIResponse(responseCode = "404", description = "No such topic, or no such letter that waits")
  @APIResponse(
      responseCode = "409",
      description =
          "Another redrive takes some of them, or the first request with this key still runs")
  @APIResponse(
      responseCode = "422",
      description =
          "More fit than the quota, or some would fail again or are too old, and the problem says"
              + " which; or the key came with another request")
  public Uni<Response> redrive(
      @HeaderParam(Idempotency.HEADER)
          @Parameter(
              description = "Same person, key and body: the first answer. Up to 255 characters")
          String key,
      @NotNull LetterRedriveRequest asked) {
    LetterSelection selection = asked.selection(config.largest());
    BodyPatch patch = BodyPatch.of(asked.patch()).heldTo(selection);
    if (!patch.changesNothing() && !caller.has(Roles.OPERATOR)) {
      throw DeadLetterProblems.patchesAreTheOperators().exception();
    }
    if (asked.saysAppliedNowhere() && !caller.has(Roles.OPERATOR)) {
      throw DeadLetterProblems.oldOnesAreTheOperators().exception();
    }
    Reach reach = Reach.of(caller);
    String by = caller.userId();
    return redriveLetters.redrive(
        reach,
        new RedriveOrder(selection, patch, asked.saysAppliedNowhere(), asked.quota(), by),
        key,
        by + EventJson.write(asked));
  }

  @GET
  @Operation(
      operationId = "listDeadLetterRedrives",
      summary = "Who sent which letters again, the last first",
      description = "One of the operator's people who names no organization sees those of all.")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RedriveReport.Line.Page.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  public Uni<Response> list(@BeanParam PageQuery page) {
    Reach reach = Reach.of(caller);
    return page.respond(
        (behind, most) ->
            reach
                .in(transactions, sql -> redrives.list(sql, reach, behind, most))
                .map(found -> found.stream().map(RedriveReport.Line::of).toList()),
        line -> new Cursor(line.createdAt(), line.id()));
  }

  @GET
  @Path("/{id}")
  @Operation(
      operationId = "getDeadLetterRedrive",
      summary = "What was sent again, how it was changed, and what became of it")
  @APIResponse(responseCode = "200", description = "The report")
  @APIResponse(responseCode = "404", description = "No such redrive")
  public Uni<RedriveReport> get(@PathParam("id") String id) {
    Reach reach = Reach.of(caller);
    return reach
        .in(transactions, sql -> existing(sql, reach, id))
        .chain(redrive -> report(reach, redrive));
  }

  @GET
  @Path("/{id}/letters")
  @Operation(
      operationId = "listDeadLetterRedriveLetters",
      summary = "Each letter that was sent again: what it would concern to undo it",
      description = "For as long as the dead letter topic keeps them.")
  @APIResponse(
      responseCode = "200",
      description = "One page; the Link header and the field next lead to the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RedriveReport.Letter.Page.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such redrive")
  public Uni<Response> letters(@PathParam("id") String id, @BeanParam PageQuery page) {
    Reach reach = Reach.of(caller);
    return page.respond(
        (behind, most) ->
            reach
                .in(
                    transactions,
                    sql ->
                        existing(sql, reach, id)
                            .chain(redrive -> redrives.letters(sql, redrive, behind, most)))
                .map(rows -> rows.stream().map(RedriveReport.Letter::of).toList()),
        letter -> new Cursor(letter.deadAt(), letter.id()));
  }

  private Uni<RedriveReport> report(Reach reach, Redrive redrive) {
    return reach
        .in(transactions, sql -> redrives.progress(sql, redrive))
        .map(progress -> RedriveReport.of(redrive, progress));
  }

  private Uni<Redrive> existing(Sql sql, Reach reach, String id) {
    return redrives
        .find(sql, reach, id)
        .map(found -> found.orElseThrow(() -> DeadLetterProblems.noSuchRedrive().exception()));
  }
}
