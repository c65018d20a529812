package dev.ramal.calls.recordings;

import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.RecordingPort;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.files.FetchFile.FileNotFetched;
import dev.ramal.events.Topics;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What fetching and erasing have in common: the job's recording, its carrier, its events. */
@ApplicationScoped
class RecordingRows {
  private final SqlTransactions transactions;
  private final RecordingRepository repository;
  private final Carriers carriers;
  private final CarrierAccounts accounts;
  private final Outbox outbox;
  private final Events events;
  private final RecordingConfig config;

  RecordingRows(
      SqlTransactions transactions,
      RecordingRepository repository,
      Carriers carriers,
      CarrierAccounts accounts,
      Outbox outbox,
      Events events,
      RecordingConfig config) {
    this.transactions = transactions;
    this.repository = repository;
    this.carriers = carriers;
    this.accounts = accounts;
    this.outbox = outbox;
    this.events = events;
    this.config = config;
  }

  /** An organization whose files come slowly keeps at most half of the places. */
  JobQueue queue(String name) {
    return JobQueue.named(name)
        .places(config.concurrency(), Math.max(1, config.concurrency() / 2))
        .lease(config.lease());
  }

  Uni<Optional<RecordingRow>> find(Job job) {
    RowKey key = RowKey.of(job.tenant(), job.subject());
    return transactions.inTenant(job.tenant(), sql -> repository.find(sql, key));
  }

  /** Locked until the transaction ends; where there is none nothing is done. */
  Uni<Void> locked(Sql sql, RowKey key, Function<RecordingRow, Uni<Void>> change) {
    return repository
        .lock(sql, key)
        .chain(row -> row.map(change).orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** Stores what has become of one that is locked. */
  Uni<Void> save(Sql sql, RecordingRow row) {
    return repository.save(sql, row);
  }

  /** Fails with {@link FileNotFetched} where the connection is gone. */
  <T> Uni<T> atCarrier(
      RecordingRow row, BiFunction<RecordingPort, CarrierAccount, Uni<T>> question) {
    return accounts
        .byId(row.tenant(), row.connectionId)
        .map(account -> account.orElseThrow(() -> new FileNotFetched("no connection")))
        .chain(account -> question.apply(carriers.of(row.carrier).recordings(), account));
  }

  Uni<Void> tell(Sql sql, RecordingRow row, String causation, Record event) {
    return outbox.append(
        sql, events.create(row.tenant(), Topics.CALLS, row.callId, causation, event));
  }
}
