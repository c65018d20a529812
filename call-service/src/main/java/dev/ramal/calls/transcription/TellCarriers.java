package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.TranscriptWish;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells carriers that write down only what they were told to when the recording began.
 *
 * <p>Failure policy: no recording is lost for want of its transcript.
 */
@ApplicationScoped
class TellCarriers implements TranscriptWish {
  private static final Logger LOG = Logger.getLogger(TellCarriers.class);

  private final SqlTransactions transactions;
  private final TranscriptionSettingsRepository settings;

  TellCarriers(SqlTransactions transactions, TranscriptionSettingsRepository settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  @Override
  public Uni<Optional<String>> language(TenantId tenant) {
    return transactions
        .inTenant(tenant, sql -> settings.find(sql, tenant))
        .map(
            found ->
                found
                    .filter(one -> CarrierTranscriber.STEP.equals(one.step()))
                    .map(TranscriptionSettings::language))
        .onFailure()
        .recoverWithItem(
            failure -> {
              LOG.warnf("a recording begins without its transcript: %s", failure);
              return Optional.empty();
            });
  }
}
