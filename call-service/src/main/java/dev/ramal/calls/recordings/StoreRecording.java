package dev.ramal.calls.recordings;

import dev.ramal.calls.carrier.RecordingPort.Place;
import dev.ramal.calls.carrier.Recordings;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.recordings.RecordingFiles.Kept;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Fetches a recording from its carrier and keeps it.
 *
 * <p>Failure policy: the file may be fetched and kept more than once (its key is the same each
 * time), the event is told once: only the transaction that moves the row from pending to stored
 * appends it. After the last attempt the recording is lost to us, a person is told, and it still
 * lies at the carrier.
 */
@ApplicationScoped
class StoreRecording {
  private static final Logger LOG = Logger.getLogger(StoreRecording.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final TenantTransactions transactions;
  private final RecordingRepository repository;
  private final Recordings carriers;
  private final CarrierAccounts accounts;
  private final FetchMedia fetch;
  private final RecordingFiles media;
  private final Outbox outbox;
  private final Events events;
  private final RecordingConfig config;
  private final Clock clock;

  StoreRecording(
      TenantTransactions transactions,
      RecordingRepository repository,
      Recordings carriers,
      CarrierAccounts accounts,
      FetchMedia fetch,
      RecordingFiles media,
      Outbox outbox,
      Events events,
      RecordingConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.carriers = carriers;
    this.accounts = accounts;
    this.fetch = fetch;
    this.media = media;
    this.outbox = outbox;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  /** One attempt; its failure is remembered with the row. */
  Uni<Void> store(RecordingRow row) {
    return locate(row)
        .chain(place -> fetchAndKeep(row, place))
        .onFailure()
        .recoverWithUni(failure -> failed(row, reason(failure)));
  }

  private Uni<Place.At> locate(RecordingRow row) {
    return accounts
        .byId(row.tenant(), row.connectionId)
        .map(account -> account.orElseThrow(() -> new FetchMedia.MediaNotFetched("no connection")))
        .chain(account -> carriers.of(row.carrier).locate(account, row.handle()))
        .map(
            place -> {
              if (place instanceof Place.At at) {
                return at;
              }
              throw new FetchMedia.MediaNotFetched(((Place.Nowhere) place).reason());
            });
  }

  private Uni<Void> fetchAndKeep(RecordingRow row, Place.At place) {
    return media
        .newFile()
        .chain(
            file ->
                fetch
                    .into(file, place)
                    .chain(() -> media.keep(file, row, place.contentType(), config.maxBytes()))
                    .eventually(() -> media.forget(file)))
        .chain(
            kept ->
                transactions
                    .inTenant(row.tenant(), s -> stored(s, row, place, kept))
                    .chain(wanted -> wanted ? Uni.createFrom().voidItem() : unkept(row)));
  }

  /** It was erased while it was fetched: the file must not outlive it. */
  private Uni<Void> unkept(RecordingRow row) {
    return media.erase(row).onFailure().call(() -> eraseAgain(row));
  }

  private Uni<Void> eraseAgain(RecordingRow seen) {
    return transactions.inTenant(
        seen.tenant(),
        session ->
            repository
                .lock(session, seen.key)
                .invoke(
                    found ->
                        found.ifPresent(
                            row -> {
                              row.state = RecordingState.ERASING;
                              row.dueAt = now();
                            }))
                .replaceWithVoid());
  }

  /** Whether the file is wanted: also when another attempt has stored it before. */
  private Uni<Boolean> stored(
      Mutiny.Session session, RecordingRow seen, Place.At place, Kept kept) {
    return repository
        .lock(session, seen.key)
        .chain(
            found -> {
              if (found.isEmpty() || found.get().state != RecordingState.PENDING) {
                return Uni.createFrom()
                    .item(found.filter(row -> row.state == RecordingState.STORED).isPresent());
              }
              RecordingRow row = found.get();
              row.state = RecordingState.STORED;
              row.storedObject = kept.key();
              row.contentType = place.contentType();
              row.bytes = kept.bytes();
              row.sha256 = kept.sha256();
              row.seconds = row.seconds == null ? place.seconds() : row.seconds;
              row.channels = row.channels == null ? place.channels() : row.channels;
              row.readyAt = now();
              row.lastError = null;
              row.mediaUrl = null;
              return outbox
                  .append(
                      session,
                      events.create(
                          row.tenant(), Topics.CALLS, row.callId, row.causation, ready(row)))
                  .replaceWith(true);
            });
  }

  private static RecordingReady ready(RecordingRow row) {
    return new RecordingReady(
        row.callId,
        row.key.id(),
        row.carrierRecordingId,
        row.carrier,
        row.storedObject,
        row.contentType,
        row.seconds == null ? 0 : row.seconds,
        row.bytes,
        row.channels == null ? 1 : row.channels,
        "/api/recordings/" + row.key.id() + "/media",
        row.readyAt);
  }

  private Uni<Void> failed(RecordingRow seen, String reason) {
    LOG.warnf(
        "recording=%s call=%s attempt=%d not fetched: %s",
        seen.key.id(), seen.callId, seen.attempts, reason);
    return transactions.inTenant(
        seen.tenant(),
        session ->
            repository
                .lock(session, seen.key)
                .chain(
                    found -> {
                      if (found.isEmpty() || found.get().state != RecordingState.PENDING) {
                        return Uni.createFrom().voidItem();
                      }
                      RecordingRow row = found.get();
                      row.lastError = reason;
                      row.dueAt = now().plus(pause(row.attempts));
                      if (row.attempts < config.attempts()) {
                        return Uni.createFrom().voidItem();
                      }
                      row.state = RecordingState.LOST;
                      return outbox.append(session, alert(row));
                    }));
  }

  private dev.ramal.events.Event<AlertRaised> alert(RecordingRow row) {
    String id = UuidV7.next().toString();
    return events.create(
        row.tenant(),
        Topics.ALERTS,
        row.callId,
        row.causation,
        new AlertRaised(
            id,
            "call-service",
            "warning",
            "Gravação não pôde ser baixada",
            "A gravação "
                + row.key.id()
                + " continua na operadora; "
                + row.attempts
                + " tentativas falharam.",
            row.callId,
            now()));
  }

  private Duration pause(int attempts) {
    Duration pause = config.firstPause().multipliedBy(1L << Math.min(attempts - 1, 12));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Only our own words: those of a library may hold an address that is signed. */
  private static String reason(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    String text =
        failure instanceof FetchMedia.MediaNotFetched ? kind + ": " + failure.getMessage() : kind;
    return text.length() > 300 ? text.substring(0, 300) : text;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
