package dev.ramal.calls.recordings;

import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** Tells what becomes of recordings to whoever makes something of them, one after the other. */
@ApplicationScoped
class RecordingSteps {
  private final List<RecordingStep> steps;

  RecordingSteps(@All List<RecordingStep> steps) {
    this.steps = steps;
  }

  Uni<Void> kept(Sql sql, RecordingRow row) {
    return each(step -> step.kept(sql, recorded(row)));
  }

  Uni<Void> toGo(Sql sql, List<RowKey> recordings) {
    return recordings.isEmpty()
        ? Uni.createFrom().voidItem()
        : each(step -> step.toGo(sql, recordings));
  }

  Uni<Void> erase(RecordingRow row) {
    return each(step -> step.erase(recorded(row)));
  }

  private Uni<Void> each(Function<RecordingStep, Uni<Void>> telling) {
    Uni<Void> told = Uni.createFrom().voidItem();
    for (RecordingStep step : steps) {
      told = told.chain(() -> telling.apply(step));
    }
    return told;
  }

  private static Recorded recorded(RecordingRow row) {
    return new Recorded(
        row.tenant(),
        row.key.id(),
        row.callId,
        row.carrier,
        row.connectionId,
        row.carrierRecordingId,
        row.source,
        row.seconds,
        row.channels,
        row.storedObject,
        row.contentType);
  }
}
