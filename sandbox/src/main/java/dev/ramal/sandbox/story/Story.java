package dev.ramal.sandbox.story;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.ServerFailure;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Steps told in order; the first that does not hold ends it. */
public record Story(String title, List<Step> steps) {

  /** Which step failed, and why. */
  public record Failure(int number, String title, String reason) {
    @Override
    public String toString() {
      return "step " + number + " did not hold (" + title + "): " + reason;
    }
  }

  /**
   * Plays all steps.
   *
   * @return empty when every step held
   */
  public Optional<Failure> play(SandboxClient client, PrintStream out) {
    Scene scene = new Scene(client, out);
    long begin = System.nanoTime();
    out.printf("%n%s%n%n", title);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      out.printf("  %2d/%d  %s%n", i + 1, steps.size(), step.title());
      out.flush();
      try {
        step.play(scene);
      } catch (RuntimeException | AssertionError e) {
        Failure failure = new Failure(i + 1, step.title(), reason(e));
        out.printf("%n✗ %s%n", failure);
        return Optional.of(failure);
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    out.printf("%n✓ every step held, in %.1f s%n", took.toMillis() / 1000.0);
    return Optional.empty();
  }

  /** The message alone where it was written for people; what nobody expected names its kind. */
  private static String reason(Throwable thrown) {
    boolean forPeople =
        thrown instanceof StepFailure
            || thrown instanceof SandboxFailure
            || thrown instanceof ServerFailure;
    return forPeople ? thrown.getMessage() : thrown.toString();
  }
}
