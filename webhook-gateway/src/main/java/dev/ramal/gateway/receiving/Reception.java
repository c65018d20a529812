package dev.ramal.gateway.receiving;

import dev.ramal.events.Carrier;
import dev.ramal.gateway.connections.Connection;
import dev.ramal.gateway.connections.Connections;
import dev.ramal.gateway.verification.FormBody;
import dev.ramal.gateway.verification.MalformedCallback;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * What every request of a carrier passes first: known address, known connection, right type, small
 * enough, genuine, within its organization's budget. Runs on the event loop and never waits.
 */
@ApplicationScoped
public class Reception {
  private static final Logger LOG = Logger.getLogger(Reception.class);
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private final Connections connections;
  private final CheckSignature signatures;
  private final TenantBudget budget;
  private final Receipts receipts;
  private final Clock clock;
  private final long maxBody;
  private final Complaints complaints = new Complaints(LOG);

  @Inject
  public Reception(
      Connections connections,
      CheckSignature signatures,
      TenantBudget budget,
      Receipts receipts,
      Clock clock,
      ReceivingConfig config) {
    this.connections = connections;
    this.signatures = signatures;
    this.budget = budget;
    this.receipts = receipts;
    this.clock = clock;
    this.maxBody = config.maxBody().asLongValue();
  }

  /** Goes on with a request that has passed. */
  public interface Next {
    /** Must end in one answer. What it throws goes to {@link #refuse}. */
    void handle(GenuineCallback callback, Answer answer);

    /** Answers a genuine request that is not taken, or whose handling threw. */
    default void refuse(GenuineCallback callback, Refused refused, Answer answer) {
      answer.refuse(refused);
    }

    /** Whether the path, beyond carrier and connection, is one that this handler knows. */
    boolean knows(Target target);
  }

  /**
   * @param prefix of the path, with both slashes
   */
  public void receive(HttpServerRequest request, String prefix, Next next) {
    Answer answer = new Answer(request, receipts);
    try {
      String path = request.path();
      Target target =
          path.startsWith(prefix) ? Target.orNull(path.substring(prefix.length())) : null;
      if (target == null || !next.knows(target)) {
        throw new Refused(Outcome.NO_SUCH_CALLBACK, "look up the addresses in the documentation");
      }
      answer.concerns(target.carrier());
      Connection connection = connection(request, target);
      String contentType = contentType(request, target.carrier());
      BodyReader.read(
          request,
          maxBody,
          body -> pass(request, target, connection, contentType, body, next, answer),
          () ->
              answer.refuse(
                  new Refused(Outcome.TOO_LARGE, "at most " + maxBody + " bytes are taken")));
    } catch (RuntimeException e) {
      answer.refuse(refusal(e, null));
      Leftover.letBy(request, false);
    }
  }

  private Connection connection(HttpServerRequest request, Target target) {
    if (!request.method().equals(HttpMethod.POST)) {
      throw new Refused(Outcome.NOT_POSTED, "configure the carrier to use POST");
    }
    if (!connections.isCaughtUp()) {
      throw new Refused(Outcome.CATCHING_UP, "try again in a moment");
    }
    return connections
        .find(target.connectionId())
        .filter(found -> found.carrier() == target.carrier())
        .orElseThrow(
            () ->
                new Refused(
                    Outcome.UNKNOWN_CONNECTION,
                    "no enabled connection of this carrier has this id"));
  }

  private static String contentType(HttpServerRequest request, Carrier carrier) {
    String contentType = request.getHeader("content-type");
    if (!is(contentType, FORM) && !is(contentType, JSON)) {
      throw new Refused(Outcome.WRONG_TYPE, carrier.wire() + " sends " + FORM + " or " + JSON);
    }
    return contentType;
  }

  private static boolean is(String contentType, String type) {
    return contentType != null
        && contentType.regionMatches(true, 0, type, 0, type.length())
        && (contentType.length() == type.length()
            || ";, ".indexOf(contentType.charAt(type.length())) >= 0);
  }

  private void pass(
      HttpServerRequest request,
      Target target,
      Connection connection,
      String contentType,
      byte[] body,
      Next next,
      Answer answer) {
    GenuineCallback genuine;
    try {
      Instant now = clock.instant();
      String pathAndQuery = rawPathAndQuery(request);
      FormBody form = is(contentType, FORM) ? FormBody.parse(body) : null;
      signatures.check(connection, pathAndQuery, request.headers(), body, form, now);
      genuine =
          new GenuineCallback(
              target,
              connection,
              pathAndQuery,
              contentType.toLowerCase(Locale.ROOT),
              request.headers(),
              body,
              form,
              now);
    } catch (RuntimeException e) {
      answer.refuse(refusal(e, connection));
      return;
    }
    handOn(genuine, next, answer);
  }

  private void handOn(GenuineCallback genuine, Next next, Answer answer) {
    try {
      if (!budget.take(genuine.connection().tenant())) {
        throw new Refused(Outcome.OVER_BUDGET, "the organization's callbacks come too fast");
      }
      next.handle(genuine, answer);
    } catch (RuntimeException e) {
      next.refuse(genuine, refusal(e, genuine.connection()), answer);
    }
  }

  /**
   * The request line's own bytes; an absolute form is reduced to what Twilio calls path and query.
   */
  private static String rawPathAndQuery(HttpServerRequest request) {
    String uri = request.uri();
    if (uri.startsWith("/")) {
      return uri;
    }
    return request.query() == null ? request.path() : request.path() + "?" + request.query();
  }

  private Refused refusal(RuntimeException failure, Connection connection) {
    if (failure instanceof Refused refused) {
      if (refused.outcome().status() == Outcome.FORGED.status()) {
        // A wrong key looks like this too, and what is refused some carriers never repeat.
        complaints.say(connection + " refused a callback: " + refused.outcome().title());
      }
      return refused;
    } else if (failure instanceof MalformedCallback malformed) {
      return new Refused(Outcome.MALFORMED, malformed.field(), malformed.getMessage());
    } else {
      LOG.error("a callback broke us; the carrier is told to come again", failure);
      return new Refused(Outcome.BROKEN, "this is ours to mend");
    }
  }
}
