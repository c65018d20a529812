package dev.ramal.calls.transcription;

import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallTranscript;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Takes in that carriers have written something down. One that is awaited is collected now; one
 * whose recording is gone is erased where it lies; of one that nobody knows nothing follows: what
 * is wanted later is asked for.
 */
@ApplicationScoped
public class TranscriptFacts {
  private final TranscriptRepository repository;
  private final Jobs jobs;

  TranscriptFacts(TranscriptRepository repository, Jobs jobs) {
    this.repository = repository;
    this.jobs = jobs;
  }

  /** A transcript that a carrier tells of. */
  public record ToldTranscript(TenantId tenant, CarrierCallTranscript fact) {}

  /** With two statements for all of them, inside the caller's transaction. */
  public Uni<Void> accept(Sql sql, List<ToldTranscript> told) {
    if (told.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return repository
        .told(sql, told)
        .chain(
            known ->
                jobs.appendAll(sql, known.stream().flatMap(one -> wanted(one).stream()).toList()))
        .replaceWithVoid();
  }

  private static List<NewJob> wanted(TranscriptRepository.Told told) {
    return switch (told.state()) {
      case PENDING, ASKED, LOST ->
          List.of(TranscribeRecordings.collectNow(told.key(), told.connectionId()));
      case ERASED, ERASING -> List.of(EraseTranscripts.erase(told.key(), told.connectionId()));
      case READY, REFUSED -> List.of();
    };
  }
}
