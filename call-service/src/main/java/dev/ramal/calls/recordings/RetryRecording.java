package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.recordings.RecordingState.Event;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJobs;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Fetches a recording after all that was lost or lay elsewhere, because a person wants it. */
@ApplicationScoped
class RetryRecording {
  private final SqlTransactions transactions;
  private final RecordingRepository repository;
  private final DeadJobs deadJobs;
  private final Jobs jobs;

  RetryRecording(
      SqlTransactions transactions, RecordingRepository repository, DeadJobs deadJobs, Jobs jobs) {
    this.transactions = transactions;
    this.repository = repository;
    this.deadJobs = deadJobs;
    this.jobs = jobs;
  }

  /**
   * @return the recording, on its way again; fails with a problem when there is none or it is
   *     neither lost nor external
   */
  Uni<RecordingView> retry(TenantId tenant, String id) {
    return transactions.inTenant(
        tenant,
        sql ->
            repository
                .lock(sql, RowKey.of(tenant, id))
                .map(row -> row.orElseThrow(CallProblems.UNKNOWN_RECORDING::exception))
                .invoke(RetryRecording::pendingAgain)
                .call(row -> repository.save(sql, row))
                .call(row -> again(sql, row))
                .map(RecordingView::of));
  }

  /** Where it lies now is for the carrier to say, not for an address of that time. */
  private static void pendingAgain(RecordingRow row) {
    if (!row.apply(Event.REDRIVEN)) {
      throw CallProblems.RECORDING_NOT_LOST
          .detail(
              "It is " + row.state.wire() + "; only one that is lost or external is fetched again.")
          .with("state", row.state.wire())
          .exception();
    }
    row.mediaUrl = null;
    row.mediaUrlUntil = null;
  }

  /** Its dead job, or a new one where that was forgotten or has ended otherwise. */
  private Uni<Void> again(Sql sql, RecordingRow row) {
    return deadJobs
        .redriveByKey(
            sql, row.tenant(), FetchRecordings.QUEUE, List.of(FetchRecordings.uniqueKey(row)))
        .chain(redriven -> redriven > 0 ? Uni.createFrom().voidItem() : anew(sql, row));
  }

  /** One that was refused holds its key and is no dead job. */
  private Uni<Void> anew(Sql sql, RecordingRow row) {
    NewJob job =
        FetchRecordings.fetch(row).onceWithin(Duration.ZERO, FetchRecordings.uniqueKey(row));
    return jobs.append(sql, job)
        .invoke(
            stored -> {
              if (!stored) {
                throw new IllegalStateException(
                    "recording %s is fetched by a job that has not ended".formatted(row.key.id()));
              }
            })
        .replaceWithVoid();
  }
}
