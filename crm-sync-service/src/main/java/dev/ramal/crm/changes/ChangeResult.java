package dev.ramal.crm.changes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was done with a deal. Its JSON stands in the store.
 *
 * @param taskId of the task that was made; null for another kind
 * @param parts what was written of the deal, and what was left alone and why; empty for a task
 */
record ChangeResult(String taskId, List<PartResult> parts) {
  ChangeResult {
    parts = parts == null ? List.of() : List.copyOf(parts);
  }

  static ChangeResult task(String id) {
    return new ChangeResult(id, List.of());
  }

  /** The parts that were written, or are about to be. */
  List<PartResult> written() {
    return parts.stream().filter(PartResult::isWritten).toList();
  }

  /** Whether nothing was to be done. */
  @JsonIgnore
  boolean isSkipped() {
    return taskId == null && parts.stream().allMatch(part -> part.skipped() != null);
  }

  /** Null where something was done. */
  String reason() {
    return isSkipped()
        ? parts.stream().map(PartResult::skipped).distinct().collect(Collectors.joining("; "))
        : null;
  }
}
