package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.carrier.Recordings;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;

/**
 * Erases a recording here and at the carrier.
 *
 * <p>Failure policy: that it shall go is stored first, in its own transaction, and nothing plays
 * from then on; whatever cannot be erased at once is erased by the worker, as often as it takes.
 * The tombstone stays, so that a late callback does not bring the recording back.
 */
@ApplicationScoped
class EraseRecording {
  private static final Logger LOG = Logger.getLogger(EraseRecording.class);

  private final TenantTransactions transactions;
  private final RecordingRepository repository;
  private final Recordings carriers;
  private final CarrierAccounts accounts;
  private final RecordingFiles media;
  private final Outbox outbox;
  private final Events events;
  private final RecordingConfig config;
  private final Clock clock;

  EraseRecording(
      TenantTransactions transactions,
      RecordingRepository repository,
      Recordings carriers,
      CarrierAccounts accounts,
      RecordingFiles media,
      Outbox outbox,
      Events events,
      RecordingConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.carriers = carriers;
    this.accounts = accounts;
    this.media = media;
    this.outbox = outbox;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @return whether it is erased already; false when the worker goes on
   */
  Uni<Boolean> erase(TenantId tenant, String recordingId, String userId) {
    RecordingKey key = new RecordingKey(tenant.value(), recordingId);
    return transactions
        .inTenant(
            tenant,
            session ->
                repository
                    .lock(session, key)
                    .map(row -> row.orElseThrow(CallProblems.UNKNOWN_RECORDING::exception))
                    .invoke(
                        row -> {
                          if (row.state != RecordingState.ERASED) {
                            row.state = RecordingState.ERASING;
                            row.erasedBy = userId;
                            row.dueAt = now().plus(config.lease());
                          }
                        }))
        .chain(
            row ->
                row.state == RecordingState.ERASED
                    ? Uni.createFrom().item(true)
                    : finish(row)
                        .replaceWith(true)
                        .onFailure()
                        .invoke(
                            failure ->
                                LOG.warnf("recording=%s is erased later: %s", recordingId, failure))
                        .onFailure()
                        .recoverWithItem(false));
  }

  /** Fails when store or carrier could not be reached; may be repeated. */
  Uni<Void> finish(RecordingRow row) {
    return media
        .erase(row)
        .chain(() -> eraseAtCarrier(row))
        .chain(() -> transactions.inTenant(row.tenant(), session -> erased(session, row)));
  }

  private Uni<Void> eraseAtCarrier(RecordingRow row) {
    return accounts
        .byId(row.tenant(), row.connectionId)
        .map(account -> account.orElseThrow(() -> new IllegalStateException("no connection")))
        .chain(account -> carriers.of(row.carrier).erase(account, row.handle()))
        .invoke(
            result -> {
              if (!(result instanceof CommandResult.Accepted)) {
                throw new IllegalStateException("the carrier has not erased it: " + result);
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> erased(
      org.hibernate.reactive.mutiny.Mutiny.Session session, RecordingRow seen) {
    return repository
        .lock(session, seen.key)
        .chain(
            found -> {
              if (found.isEmpty() || found.get().state != RecordingState.ERASING) {
                return Uni.createFrom().voidItem();
              }
              RecordingRow row = found.get();
              row.state = RecordingState.ERASED;
              row.erasedAt = now();
              row.storedObject = null;
              row.mediaUrl = null;
              return outbox.append(
                  session,
                  events.create(
                      row.tenant(),
                      Topics.CALLS,
                      row.callId,
                      null,
                      new RecordingErased(row.callId, row.key.id(), row.erasedBy, row.erasedAt)));
            });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
