package dev.ramal.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoryTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

  static List<Supplier<Throwable>> unexpected() {
    return List.of(
        () -> new org.apache.kafka.common.errors.TimeoutException("no broker"),
        () -> new NumberFormatException("no broker"),
        () -> new AssertionError("no broker"));
  }

  @ParameterizedTest
  @MethodSource("unexpected")
  void shouldNameTheStepThatEndedUnexpectedlyAndWhy(Supplier<Throwable> thrown) {
    // Given
    Story story = new Story("a story", List.of(step("first", null), step("second", thrown.get())));

    // When
    Optional<Story.Failure> failure = story.play(null, out);

    // Then
    assertThat(failure).isPresent();
    assertThat(failure.get().number()).isEqualTo(2);
    assertThat(failure.get().reason()).contains(thrown.get().getClass().getName(), "no broker");
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("step 2 did not hold (second)");
  }

  @Test
  void shouldSayInItsOwnWordsWhatAStepFound() {
    // Given
    Story story = new Story("a story", List.of(step("first", new StepFailure("two notes"))));

    // When
    Optional<Story.Failure> failure = story.play(null, out);

    // Then
    assertThat(failure.map(Story.Failure::reason)).contains("two notes");
  }

  private static Step step(String title, Throwable thrown) {
    return new Step() {
      @Override
      public String title() {
        return title;
      }

      @Override
      public void play(Scene scene) {
        if (thrown instanceof Error error) {
          throw error;
        }
        if (thrown instanceof RuntimeException exception) {
          throw exception;
        }
      }
    };
  }
}
