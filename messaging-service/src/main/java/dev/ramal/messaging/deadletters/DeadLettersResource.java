package dev.ramal.messaging.deadletters;

import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.Page;
import dev.ramal.kit.paging.PageQuery;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.reach.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Looks at dead letters, of every service. */
@Path("/api/ops/dead-letters")
@Tag(name = "Dead letters", description = "Records that could not be applied, of every service")
@RolesAllowed({Roles.ADMIN, Roles.OPS, Roles.OPERATOR})
public class DeadLettersResource {
  private static final int MOST_CLUSTERS = 200;

  private final Caller caller;
  private final SqlTransactions transactions;
  private final DeadLetterRepository letters;
  private final LetterReaders readers;
  private final TryLetters tryLetters;
  private final DeadLetterConfig config;
  private final Clock clock;

  DeadLettersResource(
      Caller caller,
      SqlTransactions transactions,
      DeadLetterRepository letters,
      LetterReaders readers,
      TryLetters tryLetters,
      DeadLetterConfig config,
      Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.letters = letters;
    this.readers = readers;
    this.tryLetters = tryLetters;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @Path("/topics")
  @Operation(
      operationId = "listDeadLetterTopics",
      summary = "Topics in which dead letters lie, with how many wait and for how long",
      description = "One of the operator's people who names no organization sees those of all.")
  @APIResponse(
      responseCode = "200",
      description = "All of them, by name",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeadLetterTopic.Page.class)))
  public Uni<Response> topics() {
    Reach reach = Reach.of(caller);
    Instant now = clock.instant();
    return reach
        .in(transactions, sql -> letters.topics(sql, reach))
        .map(rows -> rows.stream().map(row -> DeadLetterTopic.of(row, now)).toList())
        .map(topics -> Response.ok(Page.whole(topics)).build());
  }

  @GET
  @Path("/clusters")
  @Operation(
      operationId = "listDeadLetterClusters",
      summary = "Letters that wait, by what they have in common",
      description =
          "A cluster is what failed alike: kind, cause, type of the event, version of the service.")
  @APIResponse(
      responseCode = "200",
      description = "The 200 largest, the largest first",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeadLetterCluster.Page.class)))
  @APIResponse(responseCode = "404", description = "The topic holds nothing of yours")
  public Uni<Response> clusters(
      @QueryParam("topic") @Parameter(description = "Without it those of all topics")
          String asked) {
    String topic = asked == null || asked.isBlank() ? null : asked;
    Reach reach = Reach.of(caller);
    return reach
        .in(
            transactions,
            sql ->
                held(sql, reach, topic)
                    .chain(() -> letters.clusters(sql, reach, topic, MOST_CLUSTERS)))
        .map(rows -> rows.stream().map(DeadLetterCluster::of).toList())
        .map(clusters -> Response.ok(Page.whole(clusters)).build());
  }

  @GET
  @Path("/samples")
  @Operation(
      operationId = "listDeadLetterSamples",
      summary = "Letters as they lie in their topic, and what the carrier had sent",
      description = "Those that wait and those that were sent again, the last that died first.")
  @APIResponse(
      responseCode = "200",
      description =
          "One page, shorter where letters are large; the Link header and the field next lead to"
              + " the following one",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DeadLetterSample.Page.class)))
  @APIResponse(responseCode = "400", description = "A parameter is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "The topic holds nothing of yours")
  public Uni<Response> samples(
      @QueryParam("topic") @Parameter(required = true) String topic,
      @QueryParam("fingerprint") @Parameter(description = "Of a cluster") String fingerprint,
      @BeanParam PageQuery page) {
    int size = page.size();
    Cursor behind = page.behind();
    if (topic == null || topic.isBlank()) {
      throw Problem.badFields().field("topic", "is required").exception();
    }
    Reach reach = Reach.of(caller);
    return reach
        .in(
            transactions,
            sql ->
                held(sql, reach, topic)
                    .chain(() -> letters.page(sql, reach, topic, fingerprint, behind, size + 1)))
        .chain(found -> samples(found, size))
        .map(page::respond);
  }

  /** As many as fit into memory. */
  private Uni<Page<DeadLetterSample>> samples(List<WaitingLetter> found, int size) {
    List<WaitingLetter> taken = LetterSets.first(found, size, LetterSets.MOST_BYTES, 0);
    if (taken.size() == found.size()) {
      return read(taken).map(samples -> new Page<>(samples, null));
    }
    LetterPlace last = taken.get(taken.size() - 1).place();
    String next = new Cursor(last.deadAt(), last.id()).encoded();
    return read(taken).map(samples -> new Page<>(samples, next));
  }

  private Uni<List<DeadLetterSample>> read(List<WaitingLetter> found) {
    return readers.with(
        reader ->
            LetterReaders.onWorker(
                () -> {
                  Map<LetterPlace, RawLetter> raw =
                      reader.read(found.stream().map(WaitingLetter::place).toList());
                  return found.stream()
                      .map(letter -> DeadLetterSample.of(letter, raw.get(letter.place())))
                      .toList();
                }));
  }

  @POST
  @Path("/dry-run")
  @Operation(
      operationId = "tryDeadLetters",
      summary = "Say what today's rules would make of letters, changed by a patch or as they are",
      description =
          "Each letter is held to the envelope and the schema of its type, as by every consumer."
              + " Whether its effect is possible only its consumer finds out. Of a quarantined"
              + " callback the gateway is asked whether it understands it by now; undecided counts"
              + " those of which it said nothing. Nothing is changed.")
  @APIResponse(responseCode = "200", description = "How many would be taken, and why others not")
  @APIResponse(responseCode = "400", description = "A field is not valid; the problem names it")
  @APIResponse(responseCode = "404", description = "No such topic, or no such letter that waits")
  public Uni<DryRunResult> dryRun(@NotNull DryRunRequest asked) {
    int largest = config.largest();
    LetterSelection selection = asked.selection(largest);
    return tryLetters.dryRun(
        Reach.of(caller),
        selection,
        BodyPatch.of(asked.patch()).heldTo(selection),
        Boolean.TRUE.equals(asked.appliedNowhere()),
        asked.mostOrUsual(largest));
  }

  /**
   * @param topic null for all, which are always there
   */
  private Uni<Void> held(Sql sql, Reach reach, String topic) {
    return topic == null
        ? Uni.createFrom().voidItem()
        : letters
            .isKnown(sql, reach, topic)
            .invoke(DeadLettersResource::holdSomething)
            .replaceWithVoid();
  }

  private static void holdSomething(boolean known) {
    if (!known) {
      throw DeadLetterProblems.noSuchTopic().field("topic", "holds nothing of yours").exception();
    }
  }
}
