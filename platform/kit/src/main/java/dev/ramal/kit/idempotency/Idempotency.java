package dev.ramal.kit.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Does the work of an {@code Idempotency-Key} once and gives every repetition the first answer.
 *
 * <p>The key, the effect and the answer are one transaction, so there is no state between "done"
 * and "remembered". A repetition that arrives while the first still runs waits up to two seconds
 * for it, then gets 409. Another body under the same key is 422.
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
      values (:tenant, :endpoint, :key, :hash)
      on conflict (tenant, endpoint, idem_key) do update
        set request_hash = excluded.request_hash, created_at = now(), status = null
        where kept.created_at < now() - interval '24 hours'
      returning 1
      """;

  private static final String KEEP =
      """
      update idempotency set status = :status, body = :body, headers = :headers
      where tenant = :tenant and endpoint = :endpoint and idem_key = :key
      """;

  private static final String RECALL =
      """
      select request_hash, status, body, headers from idempotency
      where tenant = :tenant and endpoint = :endpoint and idem_key = :key
      """;

  private final TenantTransactions transactions;
  private final ObjectMapper json;

  Idempotency(TenantTransactions transactions, ObjectMapper json) {
    this.transactions = transactions;
    this.json = json;
  }

  /**
   * @param endpoint method and path template, as in {@code POST /api/calls}
   * @param key the header's value; null does the work without remembering it
   * @param request the request body as text: the same key with another one is refused
   * @param work runs in the organization's transaction
   */
  public Uni<Response> once(
      TenantId tenant,
      String endpoint,
      String key,
      String request,
      Function<Mutiny.Session, Uni<Answer>> work) {
    if (key == null) {
      return transactions.inTenant(tenant, work).map(this::first);
    }
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      return Uni.createFrom().failure(badKey().exception());
    }
    Slot slot = new Slot(tenant.value(), endpoint, key, hash(request));
    return transactions.inTenant(tenant, session -> claimThenWork(session, slot, work));
  }

  private Uni<Response> claimThenWork(
      Mutiny.Session session, Slot slot, Function<Mutiny.Session, Uni<Answer>> work) {
    return session
        .createNativeQuery("set local lock_timeout to '2s'")
        .executeUpdate()
        .chain(
            () ->
                slot.bind(session.<Integer>createNativeQuery(CLAIM))
                    .setParameter("hash", slot.hash())
                    .getSingleResultOrNull())
        .onFailure(failure -> SqlState.is(failure, SqlState.LOCK_NOT_AVAILABLE))
        .transform(failure -> stillRunning().exception())
        .call(() -> session.createNativeQuery("set local lock_timeout to default").executeUpdate())
        .chain(
            claimed ->
                claimed == null
                    ? recall(session, slot)
                    : work.apply(session)
                        .chain(answer -> keep(session, slot, answer).replaceWith(first(answer))));
  }

  private Uni<Void> keep(Mutiny.Session session, Slot slot, Answer answer) {
    return slot.bind(session.createNativeQuery(KEEP))
        .setParameter("status", answer.status())
        .setParameter("body", answer.body() == null ? "" : write(answer.body()))
        .setParameter("headers", write(answer.headers()))
        .executeUpdate()
        .replaceWithVoid();
  }

  private Uni<Response> recall(Mutiny.Session session, Slot slot) {
    return slot.bind(session.<Object[]>createNativeQuery(RECALL))
        .getSingleResult()
        .map(
            row -> {
              if (!slot.hash().equals(row[0])) {
                throw otherRequest().exception();
              }
              String body = (String) row[2];
              return respond(
                  ((Number) row[1]).intValue(),
                  body.isEmpty() ? null : body,
                  readHeaders((String) row[3]),
                  true);
            });
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
      response.type(MediaType.APPLICATION_JSON_TYPE).entity(body);
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

  private static Problem badKey() {
    return Problem.of(400, "RAMAL-0451", "Bad idempotency key")
        .field(HEADER, "must have 1 to " + LONGEST_KEY + " characters");
  }

  private static Problem otherRequest() {
    return Problem.of(422, "RAMAL-0452", "Idempotency key already used")
        .detail("This key came with another request before; use a new key for a new request.")
        .field(HEADER, "was used with another body");
  }

  private static Problem stillRunning() {
    return Problem.of(409, "RAMAL-0453", "Still running")
        .detail("The first request with this key has not finished; repeat this one shortly.")
        .field(HEADER, "is in use by a request that still runs");
  }

  /** Where one key is kept. */
  private record Slot(String tenant, String endpoint, String key, String hash) {
    <Q extends Mutiny.AbstractQuery> Q bind(Q query) {
      query.setParameter("tenant", tenant);
      query.setParameter("endpoint", endpoint);
      query.setParameter("key", key);
      return query;
    }
  }
}
