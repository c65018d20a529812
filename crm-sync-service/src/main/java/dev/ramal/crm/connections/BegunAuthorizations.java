package dev.ramal.crm.connections;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.CrmProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The state of OAuth 2.0 (RFC 6749, section 10.12): a random word that the CRM's page is opened
 * with and that must come back with the code, once, in time, from the administrator and for the
 * application and address for which it was made. So nobody is led to connect an organization with a
 * code that somebody else has obtained. Only its hash is stored.
 *
 * <p>Failure policy: it is used up before the CRM is asked, so an exchange that fails begins again
 * with the page, as its code does.
 */
@ApplicationScoped
class BegunAuthorizations {
  private static final Logger LOG = Logger.getLogger(BegunAuthorizations.class);
  private static final int BYTES = 32;

  private static final String BEGIN =
      """
      insert into crm_authorization (tenant, state_hash, admin, crm, client_id, redirect_uri,
        expires_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      """;

  /** Whoever is not meant uses nothing up. */
  private static final String USE_UP =
      """
      delete from crm_authorization where tenant = $1 and state_hash = $2 and admin = $3
      returning admin, crm, client_id, redirect_uri, expires_at
      """;

  private static final String PURGE = "delete from crm_authorization where expires_at < $1";

  private final SqlTransactions transactions;
  private final Duration lifetime;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  BegunAuthorizations(SqlTransactions transactions, AuthorizationConfig config, Clock clock) {
    this.transactions = transactions;
    this.lifetime = config.lifetime();
    this.clock = clock;
  }

  /** How somebody lets us in by the CRM's page. */
  @ConfigMapping(prefix = "ramal.crm.authorization")
  interface AuthorizationConfig {

    /** How long the code may take to come back. */
    @WithDefault("10M")
    Duration lifetime();
  }

  /**
   * What the CRM's page is opened with.
   *
   * @param state 43 characters that need no escaping
   */
  record Begun(String state, Instant expiresAt) {}

  Uni<Begun> begin(TenantId tenant, BegunAuthorization wanted) {
    byte[] word = new byte[BYTES];
    random.nextBytes(word);
    String state = Base64.getUrlEncoder().withoutPadding().encodeToString(word);
    Instant end = clock.instant().plus(lifetime);
    return transactions
        .inTenant(
            tenant,
            sql ->
                sql.query(
                    BEGIN,
                    tenant.value(),
                    hash(state),
                    wanted.admin(),
                    wanted.crm(),
                    wanted.clientId(),
                    wanted.redirectUri(),
                    end.atOffset(UTC)))
        .replaceWith(new Begun(state, end));
  }

  /**
   * Uses the state up; fails with a problem of its own unless it was made for just this, and is not
   * over.
   */
  Uni<Void> end(TenantId tenant, String state, BegunAuthorization given) {
    return transactions
        .inTenant(tenant, sql -> sql.query(USE_UP, tenant.value(), hash(state), given.admin()))
        .invoke(
            found -> {
              if (!isFor(given, found)) {
                throw CrmProblems.authorizationNotBegun();
              }
            })
        .replaceWithVoid();
  }

  private boolean isFor(BegunAuthorization given, List<SqlRow> found) {
    return found.stream()
        .anyMatch(
            row ->
                given.equals(
                        new BegunAuthorization(row.text(0), row.text(1), row.text(2), row.text(3)))
                    && row.instant(4).isAfter(clock.instant()));
  }

  @Scheduled(
      every = "${ramal.crm.authorization.lifetime}",
      identity = "purge-crm-authorizations",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(purge(), failure -> LOG.warnf("purging authorizations: %s", failure));
  }

  Uni<Void> purge() {
    return transactions.acrossTenants(
        "authorizations of every organization grow old",
        sql -> sql.query(PURGE, clock.instant().atOffset(UTC)).replaceWithVoid());
  }

  private static String hash(String state) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
