package dev.ramal.messaging.alerting.slack;

import dev.ramal.kit.jobs.Outcome;
import dev.ramal.messaging.alerting.policy.AlertingConfig;
import dev.ramal.messaging.alerting.policy.WebhookAddresses;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Posts to an incoming webhook, once.
 *
 * <p>Failure policy: Slack can be asked nothing about a post without an answer, so it is posted
 * again: a channel rather reads an alert twice than never. Redirects are not followed. No failure
 * names the address: it is a secret.
 */
@ApplicationScoped
public class SlackWebhook {
  /** Code of our own. */
  public static final String NOT_ALLOWED = "not-allowed";

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int LONGEST_WORD = 60;

  /** Whatever is asked for: an alert of an hour ago helps nobody. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final WebClient http;
  private final WebhookAddresses addresses;
  private final AlertingConfig config;

  SlackWebhook(Vertx vertx, WebhookAddresses addresses, AlertingConfig config) {
    this.addresses = addresses;
    this.config = config;
    this.http =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setFollowRedirects(false));
  }

  /**
   * @param message JSON
   */
  public Uni<Outcome<String>> post(String address, String message) {
    if (!addresses.allow(address)) {
      return Uni.createFrom()
          .item(new Outcome.Refused<>(NOT_ALLOWED, "the webhook leads to where nothing is posted"));
    }
    return http.postAbs(address)
        .timeout(config.slackTimeout().toMillis())
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .sendBuffer(Buffer.buffer(message))
        .map(
            answer ->
                outcome(
                    answer.statusCode(), answer.getHeader("Retry-After"), answer.bodyAsString()))
        .onFailure()
        .recoverWithItem(
            gone -> new Outcome.NotTaken<>("no answer: " + gone.getClass().getSimpleName()));
  }

  /** What would be the same however often it is posted is not posted again. */
  static Outcome<String> outcome(int status, String retryAfter, String body) {
    if (status >= 200 && status < 300) {
      return new Outcome.Done<>("ok");
    }
    if (status == 429) {
      return retryAfter != null && retryAfter.matches("[0-9]{1,5}")
          ? new Outcome.Throttled<>(pause(Long.parseLong(retryAfter)), "429")
          : new Outcome.NotTaken<>("429");
    }
    String said = status + (word(body).isEmpty() ? "" : " " + word(body));
    return status == 408 || status >= 500
        ? new Outcome.NotTaken<>(said)
        : new Outcome.Refused<>("slack-" + status, said);
  }

  private static Duration pause(long seconds) {
    return Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE.toSeconds()));
  }

  /** Slack says why in one word, as in no_service; pages of others are not repeated. */
  private static String word(String body) {
    return body != null && body.length() <= LONGEST_WORD && body.matches("[A-Za-z0-9_]+")
        ? body
        : "";
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
