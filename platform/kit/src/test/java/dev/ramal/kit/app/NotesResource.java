package dev.ramal.kit.app;

import dev.ramal.kit.idempotency.Answer;
import dev.ramal.kit.idempotency.Idempotency;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** HTTP entry of the small application that tests the kit. */
@Path("/notes")
public class NotesResource {
  @Inject Caller caller;
  @Inject Idempotency idempotency;
  @Inject SqlTransactions sets;

  /**
   * A note to be written.
   *
   * @param lockMillis how long the work waits for a lock; 0 for as long as usual
   */
  public record NewNote(
      @NotBlank String id,
      String text,
      int delayMillis,
      boolean fail,
      int lockMillis,
      List<@NotBlank String> labels) {}

  @GET
  @Path("/me")
  @RolesAllowed({"sales", "viewer"})
  public Map<String, String> me() {
    return Map.of(
        "tenant", caller.tenant().value(),
        "username", caller.username(),
        "name", caller.name(),
        "sales", "" + caller.has("sales"));
  }

  @GET
  @Path("/expired")
  @RolesAllowed("sales")
  public String expired() {
    return "whose token has expired does not come here";
  }

  @GET
  @Path("/service")
  @RolesAllowed("service")
  public Map<String, String> service() {
    return Map.of("tenant", caller.tenant().value());
  }

  @GET
  @Path("/open")
  @PermitAll
  public String open() {
    throw new IllegalStateException("something secret");
  }

  @GET
  @Path("/slow")
  @PermitAll
  public Uni<Void> slow() {
    return sets.acrossTenants(
        "reads nothing",
        sql ->
            sql.allow(Duration.ofMillis(100))
                .chain(() -> sql.query("select pg_sleep(5)"))
                .replaceWithVoid());
  }

  @POST
  @RolesAllowed("sales")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Response> write(
      @HeaderParam(Idempotency.HEADER) String key, @NotNull @Valid NewNote request) {
    return idempotency.once(
        caller.tenant(), "POST /notes", key, request.toString(), sql -> insert(sql, request));
  }

  private Uni<Answer> insert(Sql sql, NewNote request) {
    return lockTimeout(sql, request.lockMillis())
        .chain(() -> write(sql, request))
        .onItem()
        .delayIt()
        .by(Duration.ofMillis(Math.max(1, request.delayMillis())))
        .map(
            ignored -> {
              if (request.fail()) {
                throw Problem.of(402, "NOTE-2", "Too expensive").exception();
              }
              return Answer.created(
                  URI.create("/notes/" + request.id()), Map.of("id", request.id()));
            });
  }

  private static Uni<?> lockTimeout(Sql sql, int millis) {
    return millis == 0
        ? Uni.createFrom().voidItem()
        : sql.query("set local lock_timeout = " + millis);
  }

  private static Uni<?> write(Sql sql, NewNote request) {
    return sql.query(
        "insert into notes (tenant, id, body) values (current_setting('app.tenant'), $1, '')",
        request.id() + "-" + System.nanoTime());
  }
}
