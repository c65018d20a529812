package dev.ramal.sandbox.story;

import dev.ramal.sandbox.api.SandboxClient;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The sandbox a story plays in, and what its steps remember for each other. */
public final class Scene {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SandboxClient client;
  private final PrintStream out;
  private final Map<String, Object> memory = new HashMap<>();
  private final Instant began = Instant.now();
  private final List<Expected> expected = new ArrayList<>();

  /** An event about something, which the suite has promised to other systems. */
  public record Expected(String subject, String type) {}

  public Scene(SandboxClient client, PrintStream out) {
    this.client = client;
    this.out = out;
  }

  public SandboxClient client() {
    return client;
  }

  /** When the story began. */
  public Instant began() {
    return began;
  }

  /** Other systems have to hear of it; a later step looks. */
  public void expect(String subject, String... types) {
    for (String type : types) {
      expected.add(new Expected(subject, type));
    }
  }

  public List<Expected> expected() {
    return List.copyOf(expected);
  }

  /** A line below the step: what was seen, with how long it took to arrive. */
  public void saw(String what, Duration after) {
    out.printf("         %-58s %6d ms%n", what, after.toMillis());
    out.flush();
  }

  /** A line below the step. */
  public void saw(String what) {
    out.printf("         %s%n", what);
    out.flush();
  }

  /** Asks until there is an answer, and tells how long that took. */
  public <T> T await(String what, Supplier<Optional<T>> question) {
    long begin = System.nanoTime();
    T answer = until(what, question);
    saw(what, Duration.ofNanos(System.nanoTime() - begin));
    return answer;
  }

  /** Asks until there is an answer. */
  public <T> T until(String what, Supplier<Optional<T>> question) {
    try {
      return Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .until(question::get, Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new StepFailure(
          "waited " + PATIENCE.toSeconds() + " s in vain for: " + what + lastAnswer(question), e);
    }
  }

  /** Keeps something for a later step. */
  public <T> T keep(String name, T value) {
    memory.put(name, value);
    return value;
  }

  /**
   * @throws StepFailure when no earlier step kept it
   */
  public <T> T kept(String name, Class<T> type) {
    Object value = memory.get(name);
    if (value == null) {
      throw new StepFailure("an earlier step did not get as far as: " + name);
    }
    return type.cast(value);
  }

  private static String lastAnswer(Supplier<? extends Optional<?>> question) {
    try {
      return question.get().isEmpty() ? "" : " (it came too late)";
    } catch (RuntimeException e) {
      return "; the last answer was: " + e.getMessage();
    }
  }
}
