package dev.ramal.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.events.TenantId;
import dev.ramal.kit.database.DatabaseConfig;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Does the work of an {@code Idempotency-Key} once and gives every repetition the first answer.
 *
 * <p>The key, the effect and the answer are one transaction, so there is no state between "done"
 * and "remembered". A repetition that arrives while the first still runs waits up to two seconds
 * for it, then gets 409. Another body under the same key is 422.
 *
 * <p>Of one organization so many are under way at one time ({@code
 * ramal.database.connections-of-one}); more wait for those, and for nobody else's. Whoever finds
 * too many waiting, or waits too long, is answered 503 and nothing was begun.
 *
 * <p>Failure policy: work that fails stores nothing; the client may repeat it with the same key.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class Idempotency {
  public static final String HEADER = "Idempotency-Key";
  private static final int LONGEST_KEY = 255;

  /** A kept key blocks until its owner commits; an expired one is taken over. */
  private static final String CLAIM =
      """
      insert into idempotency as kept (tenant, endpoint, idem_key, request_hash)
      values ($1, $2, $3, $4)
      on conflict (tenant, endpoint, idem_key) do update
        set request_hash = excluded.request_hash, created_at = now(), status = null
        where kept.created_at < now() - interval '24 hours'
      returning 1
      """;

  private static final String KEEP =
      """
      update idempotency set status = $4, body = $5, headers = $6
      where tenant = $1 and endpoint = $2 and idem_key = $3
      """;

  private static final String KEPT =
      """
      select request_hash, status, body, headers from idempotency
      where tenant = $1 and endpoint = $2 and idem_key = $3 and status is not null
        and created_at >= now() - interval '24 hours'
      """;

  private static final String RECALL =
      """
      select request_hash, status, body, headers from idempotency
      where tenant = $1 and endpoint = $2 and idem_key = $3
      """;

  private final SqlTransactions transactions;
  private final ObjectMapper json;
  private final FairShare share;

  Idempotency(SqlTransactions transactions, ObjectMapper json, DatabaseConfig config) {
    this.transactions = transactions;
    this.json = json;
    this.share = new FairShare(config);
  }

  /**
   * @param endpoint method and path template, as in {@code POST /api/calls}
   * @param key the header's value; null does the work without remembering it ({@link
   *     RefuseBlankKeys} sees to it that an empty one is not taken for null)
   * @param request the request body as text: the same key with another one is refused
   * @param work runs in the organization's transaction
   */
  public Uni<Response> once(
      TenantId tenant,
      String endpoint,
      String key,
      String request,
      Function<? super SqlTransaction, Uni<Answer>> work) {
    return once(
        tenant,
        endpoint,
        key,
        request,
        sql -> Uni.createFrom().voidItem(),
        (sql, nothing) -> work.apply(sql));
  }

  /**
   * The same for work that needs to know something first: it is read while the key is claimed.
   *
   * @param read sends its statements at once and changes nothing; what it finds is thrown away when
   *     the request is a repetition
   * @param work runs in the organization's transaction, with what was read
   */
  public <R> Uni<Response> once(
      TenantId tenant,
      String endpoint,
      String key,
      String request,
      Function<? super SqlTransaction, Uni<R>> read,
      BiFunction<? super SqlTransaction, R, Uni<Answer>> work) {
    return once(
        asked -> transactions.inTenant(tenant, asked),
        new Slot(tenant.value(), endpoint, key, hash(request)),
        read,
        work);
  }

  /**
   * The same for one of the operator's people who acts for all organizations: the work sees rows of
   * all of them. The key is kept among the operator's own.
   *
   * @param why one phrase for the reader of the code; never empty
   */
  public Uni<Response> onceForAll(
      String why,
      String endpoint,
      String key,
      String request,
      Function<? super SqlTransaction, Uni<Answer>> work) {
    return once(
        asked -> transactions.acrossTenants(why, asked),
        new Slot(TenantId.OPERATOR.value(), endpoint, key, hash(request)),
        sql -> Uni.createFrom().voidItem(),
        (sql, nothing) -> work.apply(sql));
  }

  /**
   * The answer that a request has had, for work that is prepared outside of the transaction: what
   * is repeated must not be prepared again, and may not be possible any more. Whoever finds none
   * goes on with {@link #once}.
   *
   * @param request as it is given there
   * @return empty for no key, or one under which nothing was done; fails where another request was
   */
  public Uni<Optional<Response>> kept(
      TenantId tenant, String endpoint, String key, String request) {
    if (key == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    if (isBad(key)) {
      return Uni.createFrom().failure(badKey().exception());
    }
    Slot slot = new Slot(tenant.value(), endpoint, key, hash(request));
    return transactions
        .inTenant(tenant, sql -> sql.query(KEPT, slot.tenant(), slot.endpoint(), slot.key()))
        .map(rows -> rows.stream().findFirst().map(row -> repeated(slot, row)));
  }

  private <R> Uni<Response> once(
      Function<Function<SqlTransaction, Uni<Response>>, Uni<Response>> transaction,
      Slot slot,
      Function<? super SqlTransaction, Uni<R>> read,
      BiFunction<? super SqlTransaction, R, Uni<Answer>> work) {
    if (slot.key() == null) {
      return share.of(
          slot.tenant(),
          () ->
              transaction.apply(
                  sql -> read.apply(sql).chain(found -> work.apply(sql, found)).map(this::first)));
    }
    if (isBad(slot.key())) {
      return Uni.createFrom().failure(badKey().exception());
    }
    return share.of(
        slot.tenant(), () -> transaction.apply(sql -> claimThenWork(sql, slot, read, work)));
  }

  private static boolean isBad(String key) {
    return key.isBlank() || key.length() > LONGEST_KEY;
  }

  /** The work itself waits for locks as long as everybody else. */
  private <R> Uni<Response> claimThenWork(
      SqlTransaction sql,
      Slot slot,
      Function<? super SqlTransaction, Uni<R>> read,
      BiFunction<? super SqlTransaction, R, Uni<Answer>> work) {
    Uni<Boolean> claim =
        sql.query(CLAIM, slot.tenant(), slot.endpoint(), slot.key(), slot.hash())
            .map(rows -> !rows.isEmpty())
            .onFailure(failure -> SqlState.is(failure, SqlState.LOCK_NOT_AVAILABLE))
            .transform(failure -> stillRunning().exception())
            .memoize()
            .indefinitely();
    Uni<R> found = read.apply(sql).memoize().indefinitely();
    return Sql.together(
            List.of(
                sql.query("set local lock_timeout to '2s'"),
                claim,
                sql.query("set local lock_timeout to default"),
                found))
        .chain(() -> claim)
        .chain(
            mine ->
                mine
                    ? found
                        .chain(known -> work.apply(sql, known))
                        .map(answer -> keep(sql, slot, answer))
                    : recall(sql, slot));
  }

  private Response keep(SqlTransaction sql, Slot slot, Answer answer) {
    Response response = first(answer);
    sql.withCommit(
        sql.query(
            KEEP,
            slot.tenant(),
            slot.endpoint(),
            slot.key(),
            answer.status(),
            answer.body() == null ? "" : (String) response.getEntity(),
            write(answer.headers())));
    return response;
  }

  private Uni<Response> recall(Sql sql, Slot slot) {
    return sql.query(RECALL, slot.tenant(), slot.endpoint(), slot.key())
        .map(rows -> rows.get(0))
        .map(row -> repeated(slot, row));
  }

  private Response repeated(Slot slot, SqlRow row) {
    if (!slot.hash().equals(row.text(0))) {
      throw otherRequest().exception();
    }
    if (row.integer(1) == null) {
      throw stillRunning().exception();
    }
    String body = row.text(2);
    return respond(row.integer(1), body.isEmpty() ? null : body, readHeaders(row.text(3)), true);
  }

  private Response first(Answer answer) {
    return respond(
        answer.status(),
        answer.body() == null ? null : write(answer.body()),
        answer.headers(),
        false);
  }

  private static Response respond(
      int status, String body, Map<String, String> headers, boolean replayed) {
    Response.ResponseBuilder response = Response.status(status);
    if (body != null) {
      response.type(status < 400 ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE).entity(body);
    }
    headers.forEach(response::header);
    if (replayed) {
      response.header("Idempotency-Replayed", "true");
    }
    return response.build();
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write an answer", e);
    }
  }

  private Map<String, String> readHeaders(String text) {
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot read a kept answer", e);
    }
  }

  static String hash(String request) {
    try {
      byte[] text = (request == null ? "" : request).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Problem badKey() {
    return Problem.of(400, "RAMAL-0451", "Bad idempotency key")
        .field(HEADER, "must have 1 to " + LONGEST_KEY + " characters");
  }

  private static Problem otherRequest() {
    return Problem.of(422, "RAMAL-0452", "Idempotency key already used")
        .detail("This key came with another request before; use a new key for a new request.")
        .field(HEADER, "was used by another person, or with another body");
  }

  private static Problem stillRunning() {
    return Problem.of(409, "RAMAL-0453", "Still running")
        .detail("The first request with this key has not finished; repeat this one shortly.")
        .field(HEADER, "is in use by a request that still runs");
  }

  /** Where one key is kept. */
  private record Slot(String tenant, String endpoint, String key, String hash) {}
}
