package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.carrier.Transcript.Sentence;
import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A further step: answers what the carrier's id of the recording says, and remembers. */
@ApplicationScoped
class EchoTranscriber implements Transcriber {
  static final String STEP = "echo";

  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> erased = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Outcome<Answer>>> held = new ConcurrentHashMap<>();

  /** Whoever asked for a recording that is held gets no answer any more. */
  void answersNothing(String recording) {
    held(recording).complete(new Outcome.Unknown<>("no answer"));
  }

  private CompletableFuture<Outcome<Answer>> held(String recording) {
    return held.computeIfAbsent(recording, any -> new CompletableFuture<>());
  }

  int asked(String recording) {
    return asked.getOrDefault(recording, new AtomicInteger()).get();
  }

  int erased(String recording) {
    return erased.getOrDefault(recording, new AtomicInteger()).get();
  }

  @Override
  public String step() {
    return STEP;
  }

  @Override
  public Uni<Outcome<Answer>> ask(Recorded recording, String language) {
    String id = recording.carrierRecordingId();
    int times = asked.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
    if (id.startsWith("held")) {
      return Uni.createFrom().completionStage(() -> held(id));
    }
    Outcome<Answer> answer =
        id.startsWith("refused")
            ? new Outcome.Refused<>("no-speech", "nobody speaks")
            : id.startsWith("throttled") && times == 1
                ? new Outcome.Throttled<>(Duration.ofMillis(200), "too fast")
                : id.startsWith("unknown") && times == 1
                    ? new Outcome.Unknown<>("no answer")
                    : id.startsWith("coming")
                        ? new Outcome.Done<>(new Answer.Coming("h-" + id))
                        : ready(id.startsWith("huge") ? 300_000 : 10);
    return Uni.createFrom().item(answer);
  }

  private static Outcome<Answer> ready(int words) {
    return new Outcome.Done<>(
        new Answer.Ready(
            Transcript.of(60, List.of(new Sentence(null, null, null, "segredo ".repeat(words))))));
  }

  @Override
  public Uni<Outcome<Answer>> find(Recorded recording, String language) {
    return Uni.createFrom().item(new Outcome.NotTaken<>("not asked"));
  }

  @Override
  public Uni<Outcome<Answer>> collect(Recorded recording, String language, String handle) {
    return Uni.createFrom()
        .item(
            recording.carrierRecordingId().startsWith("coming-never")
                ? new Outcome.NotTaken<>("not there")
                : ready(10));
  }

  @Override
  public Uni<Outcome<Erasure>> erase(Recorded recording, String language) {
    erased
        .computeIfAbsent(recording.carrierRecordingId(), any -> new AtomicInteger())
        .incrementAndGet();
    return Uni.createFrom().item(new Outcome.Done<>(Erasure.DELETED));
  }
}
