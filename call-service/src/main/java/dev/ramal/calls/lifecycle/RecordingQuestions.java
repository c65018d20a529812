package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.RecordingProgress.Begun;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the recording of a call is that was recorded and is over: its callback may be lost. */
@ApplicationScoped
public class RecordingQuestions {
  /** Stands in every row of the jobs. */
  public static final String QUEUE = "missing-recordings";

  private static final String KIND = "ask";

  private final EndConfig config;

  RecordingQuestions(EndConfig config) {
    this.config = config;
  }

  /** For the calls among these that have been recorded. */
  List<NewJob> jobs(Stream<Call> ended) {
    return ended.filter(call -> call.state().recording() instanceof Begun).map(this::job).toList();
  }

  private NewJob job(Call ended) {
    String id = ended.id().value();
    return NewJob.of(ended.tenant(), QUEUE, KIND, id, Map.of())
        .once(id)
        .onAccount(ended.details().connectionId().value())
        .withPriority(Priority.BACKGROUND)
        .dueIn(config.recordingAfter());
  }
}
