package dev.ramal.calls.permission;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Takes a file of numbers. It is read on a worker: a hundred thousand lines take a while. */
@ApplicationScoped
class ImportBlocklist {
  private final ChangeBlocklist change;
  private final Clock clock;

  ImportBlocklist(ChangeBlocklist change, Clock clock) {
    this.change = change;
    this.clock = clock;
  }

  /**
   * @param numbers that the file names, each once
   * @param changed how many of them are new or other than before
   */
  @Schema(name = "ImportedNumbers")
  record Imported(int numbers, int changed) {}

  Uni<Imported> read(TenantId tenant, String by, ImportRequest request) {
    Instant now = clock.instant();
    BlocklistEntry usual = request.usual(by, now);
    return Uni.createFrom()
        .item(() -> List.copyOf(BlocklistCsv.read(request.csv(), usual)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            entries ->
                change
                    .block(tenant, entries)
                    .map(changed -> new Imported(entries.size(), changed)));
  }
}
