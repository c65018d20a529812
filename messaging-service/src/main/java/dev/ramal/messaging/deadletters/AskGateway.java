package dev.ramal.messaging.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.kit.serviceauth.ServiceToken;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Asks the gateway what it would make of quarantined callbacks; nothing comes of it there.
 *
 * <p>Failure policy: a gateway that does not answer says nothing, which is told to whoever asked.
 * It is asked once.
 */
@ApplicationScoped
class AskGateway {
  private static final Logger LOG = Logger.getLogger(AskGateway.class);
  private static final String PATH = "/internal/translations";
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The gateway takes so many at once, and a body of a megabyte. */
  private static final int MOST = 200;

  private static final int MOST_BYTES = 900_000;

  private final String url;
  private final Supplier<Uni<String>> token;
  private final WebClient http;

  @Inject
  AskGateway(DeadLetterConfig config, ServiceToken token, Vertx vertx) {
    this(config.gatewayUrl(), token::bearer, vertx);
  }

  AskGateway(String url, Supplier<Uni<String>> token, Vertx vertx) {
    this.url = url;
    this.token = token;
    this.http =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setFollowRedirects(false));
  }

  /**
   * @param callbacks bodies of quarantined callbacks, JSON
   * @return one for each, in their order; null for one of which nothing was said. Never fails
   */
  Uni<List<GatewayVerdict>> ask(List<String> callbacks) {
    List<GatewayVerdict> verdicts = new ArrayList<>();
    return Multi.createFrom()
        .iterable(parts(callbacks))
        .onItem()
        .transformToUniAndConcatenate(this::asked)
        .invoke(said -> verdicts.addAll(said))
        .onItem()
        .ignoreAsUni()
        .replaceWith(verdicts);
  }

  private Uni<List<GatewayVerdict>> asked(List<String> part) {
    return token
        .get()
        .chain(
            bearer ->
                http.postAbs(url + PATH)
                    .timeout(PATIENCE.toMillis())
                    .putHeader("Authorization", bearer)
                    .putHeader("Content-Type", "application/json")
                    .sendBuffer(Buffer.buffer("[" + String.join(",", part) + "]")))
        .map(answer -> verdicts(answer, part.size()))
        .onFailure()
        .recoverWithItem(
            gone -> {
              LOG.warnf("the gateway does not say what it makes of callbacks: %s", gone);
              return nothing(part.size());
            });
  }

  private static List<GatewayVerdict> verdicts(HttpResponse<Buffer> answer, int count) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("answered " + answer.statusCode());
    }
    JsonNode said;
    try {
      said = EventJson.tree(answer.bodyAsString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("answered no JSON", e);
    }
    if (!said.isArray() || said.size() != count) {
      throw new IllegalStateException("did not answer for each");
    }
    List<GatewayVerdict> verdicts = new ArrayList<>();
    said.forEach(one -> verdicts.add(new GatewayVerdict(one.path("complaint").asText(null))));
    return verdicts;
  }

  private static List<GatewayVerdict> nothing(int count) {
    List<GatewayVerdict> nothing = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nothing.add(null);
    }
    return nothing;
  }

  static List<List<String>> parts(List<String> callbacks) {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    long bytes = 0;
    for (String callback : callbacks) {
      // Base64 and names: hardly a character of more than a byte.
      if (!part.isEmpty() && (part.size() == MOST || bytes + callback.length() > MOST_BYTES)) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = 0;
      }
      part.add(callback);
      bytes += callback.length() + 1;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
