package dev.ramal.calls.permission;

import dev.ramal.calls.CallProblems;
import dev.ramal.events.TenantId;
import dev.ramal.kit.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
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

  Uni<Imported> read(
      TenantId tenant,
      String by,
      Source source,
      String reason,
      String effectiveFrom,
      String expiresAt,
      String file) {
    Instant now = clock.instant();
    Problem problem = CallProblems.BAD_BLOCKLIST_FILE;
    if (source == Source.MANUAL) {
      problem = problem.field("source", "is no list", "import", "nao-me-perturbe", "procon");
    }
    if (reason != null && reason.length() > BlockRequest.LONGEST_REASON) {
      problem =
          problem.field("reason", "has at most " + BlockRequest.LONGEST_REASON + " characters");
    }
    Instant from = effectiveFrom == null ? now : time(effectiveFrom);
    Instant until = time(expiresAt);
    problem = from == null ? problem.field("effectiveFrom", "must be a time") : problem;
    if (expiresAt != null && (until == null || from != null && !until.isAfter(from))) {
      problem = problem.field("expiresAt", "must be a time after effectiveFrom");
    }
    if (!problem.errors().isEmpty()) {
      return Uni.createFrom().failure(problem.exception());
    }
    BlocklistEntry usual = new BlocklistEntry("", source, reason, from, until, by, now);
    return Uni.createFrom()
        .item(() -> List.copyOf(BlocklistCsv.read(file, usual)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            entries ->
                change
                    .block(tenant, entries)
                    .map(changed -> new Imported(entries.size(), changed)));
  }

  /** Null for null and for what is none. */
  private static Instant time(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
