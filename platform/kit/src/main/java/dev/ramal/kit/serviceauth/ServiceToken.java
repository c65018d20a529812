package dev.ramal.kit.serviceauth;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * This service's own access token (client credentials). It is fetched when it is first needed and
 * again when it has expired; where somebody on the line would wait for that, {@link #keep} has it
 * ready before.
 *
 * <p>Failure policy: while Keycloak is away the token that is held serves until it expires. That
 * Keycloak comes up later than this service is how things are started, and no warning: one comes
 * after a minute without it, and once.
 */
@ApplicationScoped
public class ServiceToken {
  private static final Logger LOG = Logger.getLogger(ServiceToken.class);

  /** For so long it is usual that Keycloak is not there; it is looked for again and again. */
  private static final Duration USUAL = Duration.ofMinutes(1);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(10);

  /** An answer that comes later is none, so that nobody waits for ever behind it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Seconds that a token is good for whose answer does not say it, or says what is no time. */
  private static final double USUAL_LIFE = 60;

  /** Seconds after which a token is fetched anew that claims to be good for longer. */
  private static final double LONGEST_LIFE = 86_400;

  private final Supplier<OidcClient> client;
  private final Supplier<Uni<Void>> isThere;
  private final BiConsumer<Duration, Runnable> later;
  private final Clock clock;
  private final AtomicReference<Uni<Tokens>> underWay = new AtomicReference<>();
  private volatile Tokens held;
  private volatile boolean kept;

  @Inject
  ServiceToken(Instance<OidcClient> client, TokenServer server, Vertx vertx, Clock clock) {
    this(
        client::get,
        server::isThere,
        (wait, renewal) -> vertx.setTimer(wait.toMillis(), over -> renewal.run()),
        clock);
  }

  ServiceToken(
      Supplier<OidcClient> client,
      Supplier<Uni<Void>> isThere,
      BiConsumer<Duration, Runnable> later,
      Clock clock) {
    this.client = client;
    this.isThere = isThere;
    this.later = later;
    this.clock = clock;
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
    renew(clock.instant(), false);
  }

  /** Whoever goes looks for nobody any more. */
  void stop(@Observes(notifyObserver = Reception.IF_EXISTS) ShutdownEvent ignored) {
    kept = false;
  }

  /** Whether a token is there, and will be renewed before it expires. */
  public boolean isKept() {
    return kept && isGood(held);
  }

  /**
   * @param since when it was first tried
   * @param warned whether a person has heard that it does not come
   */
  private void renew(Instant since, boolean warned) {
    Uni.createFrom()
        .deferred(() -> isThere.get())
        .chain(this::fetch)
        .map(ServiceToken::renewAfter)
        .subscribe()
        .with(
            wait -> {
              if (warned) {
                LOG.info("a token of our own again");
              }
              unlessGone(wait, () -> renew(clock.instant(), false));
            },
            failure -> again(since, warned, failure));
  }

  private void again(Instant since, boolean warned, Throwable failure) {
    Duration missed = Duration.between(since, clock.instant());
    boolean usual = missed.compareTo(USUAL) < 0;
    LOG.logf(
        usual || warned ? Logger.Level.DEBUG : Logger.Level.WARN,
        "no token of our own for %d s, trying again: %s",
        missed.toSeconds(),
        failure);
    unlessGone(usual ? SOON : LATER, () -> renew(since, warned || !usual));
  }

  private void unlessGone(Duration wait, Runnable renewal) {
    if (kept) {
      later.accept(wait, renewal);
    }
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
    double seconds = Math.min(life(tokens.get("expires_in")), LONGEST_LIFE);
    return Duration.ofMillis(Math.max(1_000, Math.round(seconds * 2_000 / 3)));
  }

  /** Seconds. Servers write 300, "300" and 300.0; a word that nobody can read ends no renewing. */
  private static double life(String said) {
    try {
      double seconds = said == null ? USUAL_LIFE : Double.parseDouble(said.trim());
      return Double.isNaN(seconds) ? USUAL_LIFE : seconds;
    } catch (NumberFormatException unreadable) {
      return USUAL_LIFE;
    }
  }
}
