package dev.ramal.calls.transcription;

import dev.ramal.calls.recordings.RecordingStep;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** A transcript begins with its recording, where the organization wants one, and goes with it. */
@ApplicationScoped
class FollowRecordings implements RecordingStep {
  private final TranscriptRepository repository;
  private final EraseTranscripts erase;
  private final Jobs jobs;
  private final Clock clock;

  FollowRecordings(
      TranscriptRepository repository, EraseTranscripts erase, Jobs jobs, Clock clock) {
    this.repository = repository;
    this.erase = erase;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public Uni<Void> kept(Sql sql, Recorded recording) {
    return repository
        .want(sql, recording, clock.instant())
        .chain(
            wanted ->
                wanted
                    ? jobs.append(sql, TranscribeRecordings.ask(recording)).replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  @Override
  public Uni<Void> toGo(Sql sql, List<RowKey> recordings) {
    return repository.withdraw(sql, recordings);
  }

  @Override
  public Uni<Void> erase(Recorded recording) {
    return erase.eraseOf(recording);
  }
}
