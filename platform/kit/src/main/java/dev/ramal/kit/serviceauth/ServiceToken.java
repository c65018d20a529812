package dev.ramal.kit.serviceauth;

import dev.ramal.kit.time.Backoff;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * This service's own access token (client credentials). It is fetched when it is first needed and
 * again when it has expired; where somebody on the line would wait for that, {@link #keep} has it
 * ready before.
 *
 * <p>Failure policy: while Keycloak is away the token that is held serves until it expires.
 */
@ApplicationScoped
public class ServiceToken {
  private static final Logger LOG = Logger.getLogger(ServiceToken.class);
  private static final Backoff AGAIN =
      Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /** An answer that comes later is none, so that nobody waits for ever behind it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Seconds that a token is good for whose answer does not say it. */
  private static final long USUAL_LIFE = 60;

  private final Supplier<OidcClient> client;
  private final BiConsumer<Duration, Runnable> later;
  private final AtomicReference<Uni<Tokens>> underWay = new AtomicReference<>();
  private volatile Tokens held;
  private volatile boolean kept;

  @Inject
  ServiceToken(Instance<OidcClient> client, Vertx vertx) {
    this(client::get, (wait, renewal) -> vertx.setTimer(wait.toMillis(), over -> renewal.run()));
  }

  ServiceToken(Supplier<OidcClient> client, BiConsumer<Duration, Runnable> later) {
    this.client = client;
    this.later = later;
  }

  /** The value of an {@code Authorization} header; fails when Keycloak cannot be asked. */
  public Uni<String> bearer() {
    Tokens now = held;
    return (isGood(now) ? Uni.createFrom().item(now) : fetch())
        .map(tokens -> "Bearer " + tokens.getAccessToken());
  }

  /**
   * From now on fetches the token in the background, at once and whenever two thirds of its life
   * are over; while Keycloak is away, again and again. Returns at once and never fails.
   */
  public void keep() {
    kept = true;
    renew(0);
  }

  /** Whether a token is there, and will be renewed before it expires. */
  public boolean isKept() {
    return kept && isGood(held);
  }

  private void renew(int failures) {
    fetch()
        .subscribe()
        .with(
            fetched -> later.accept(renewAfter(fetched), () -> renew(0)),
            failure -> {
              LOG.logf(
                  failures == 0 ? Logger.Level.WARN : Logger.Level.DEBUG,
                  "no token of our own yet, trying again: %s",
                  failure);
              later.accept(AGAIN.after(failures + 1), () -> renew(failures + 1));
            });
  }

  /** One request at a time, whoever waits. */
  private Uni<Tokens> fetch() {
    return Uni.createFrom()
        .deferred(
            () -> {
              Uni<Tokens> mine = ask();
              Uni<Tokens> before = underWay.compareAndExchange(null, mine);
              return before == null ? mine : before;
            });
  }

  private Uni<Tokens> ask() {
    return Uni.createFrom()
        .deferred(() -> client.get().getTokens())
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .invoke(fetched -> held = fetched)
        .onTermination()
        .invoke(() -> underWay.set(null))
        .memoize()
        .indefinitely();
  }

  private static boolean isGood(Tokens tokens) {
    return tokens != null && !tokens.isAccessTokenExpired();
  }

  private static Duration renewAfter(Tokens tokens) {
    String life = tokens.get("expires_in");
    long seconds = life == null ? USUAL_LIFE : Long.parseLong(life);
    return Duration.ofMillis(Math.max(1_000, seconds * 2_000 / 3));
  }
}
