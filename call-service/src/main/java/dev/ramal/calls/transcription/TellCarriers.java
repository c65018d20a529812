package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.TranscriptWish;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tells carriers that write down only what they were told to when the recording began. What an
 * organization wants is remembered for some seconds: most want nothing, and calls begin all the
 * time.
 *
 * <p>Failure policy: no recording is lost for want of its transcript.
 */
@ApplicationScoped
class TellCarriers implements TranscriptWish {
  private static final Logger LOG = Logger.getLogger(TellCarriers.class);

  /** For so long another process may follow a setting that was changed. */
  private static final Duration REMEMBERED = Duration.ofSeconds(10);

  private record Known(Optional<String> language, Instant until) {}

  private final SqlTransactions transactions;
  private final TranscriptionSettingsRepository settings;
  private final Clock clock;
  private final Map<TenantId, Known> known = new ConcurrentHashMap<>();

  TellCarriers(
      SqlTransactions transactions, TranscriptionSettingsRepository settings, Clock clock) {
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
  }

  /** Once it has been changed. */
  void forget(TenantId tenant) {
    known.remove(tenant);
  }

  @Override
  public Uni<Optional<String>> language(TenantId tenant) {
    Instant now = clock.instant();
    Known before = known.get(tenant);
    return before != null && now.isBefore(before.until())
        ? Uni.createFrom().item(before.language())
        : read(tenant, now.plus(REMEMBERED));
  }

  private Uni<Optional<String>> read(TenantId tenant, Instant until) {
    return transactions
        .inTenant(tenant, sql -> settings.find(sql, tenant))
        .map(
            found ->
                found
                    .filter(one -> CarrierTranscriber.STEP.equals(one.step()))
                    .map(TranscriptionSettings::language))
        .invoke(language -> known.put(tenant, new Known(language, until)))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("a recording begins without its transcript: %s", failure);
              return Optional.empty();
            });
  }
}
