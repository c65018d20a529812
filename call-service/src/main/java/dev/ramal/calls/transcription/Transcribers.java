package dev.ramal.calls.transcription;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The steps that are plugged in, by their words. */
@ApplicationScoped
class Transcribers {
  private final Map<String, Transcriber> steps;

  Transcribers(@All List<Transcriber> steps) {
    this.steps = steps.stream().collect(Collectors.toMap(Transcriber::step, Function.identity()));
  }

  Optional<Transcriber> find(String step) {
    return Optional.ofNullable(steps.get(step));
  }

  SortedSet<String> words() {
    return new TreeSet<>(steps.keySet());
  }
}
