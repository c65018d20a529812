package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.LegState;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether a leg that ended normally had been answered, when nobody told of an answer: the callback
 * may be lost, and with it what was talked.
 */
@ApplicationScoped
class AnswerQuestions {
  private static final String KIND = "ask";

  private final EndConfig config;

  AnswerQuestions(EndConfig config) {
    this.config = config;
  }

  /** For the calls among these that may have been answered. */
  List<NewJob> jobs(Stream<Call> ended) {
    return ended
        .filter(call -> call.details().connectionId() != null)
        .filter(call -> call.state().legs().stream().anyMatch(LegState::mayHaveBeenAnswered))
        .map(this::job)
        .toList();
  }

  private NewJob job(Call ended) {
    String id = ended.id().value();
    return NewJob.of(ended.tenant(), StaleCalls.QUESTIONS, KIND, id, Map.of())
        .once(id + ":answer")
        .onAccount(ended.details().connectionId().value())
        .withPriority(Priority.BACKGROUND)
        .dueIn(config.answerAfter());
  }
}
