package dev.ramal.gateway.instructions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AskForInstructionsTest {
  private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

  @AfterEach
  void restore() {
    Infrastructure.resetDroppedExceptionHandler();
  }

  @Test
  @DisplayName("GW-79 what fails after the apology is not told a second time, as an error")
  void shouldLetAQuestionFailAloneThatNobodyWaitsForAnyMore() {
    // Given
    Infrastructure.setDroppedExceptionHandler(dropped::add);
    CompletableFuture<String> asked = new CompletableFuture<>();
    Uni<String> answer =
        AskForInstructions.within(
            Duration.ofMillis(20), Uni.createFrom().completionStage(asked).map(String::trim));
    assertThatThrownBy(() -> answer.await().indefinitely()).isInstanceOf(TimeoutException.class);

    // When
    boolean first = asked.completeExceptionally(new IllegalStateException("30 s are over"));

    // Then
    assertThat(first).as("the question was not withdrawn").isTrue();
    assertThat(dropped).isEmpty();
  }

  @Test
  @DisplayName("GW-60 a call that asks what to do hears what call-service decides")
  void shouldPassOnWhatComesInTime() {
    // Given
    Duration deadline = Duration.ofSeconds(5);
    Uni<String> broken = Uni.createFrom().failure(new IllegalStateException("no"));

    // When / Then
    assertThat(
            AskForInstructions.within(deadline, Uni.createFrom().item("a")).await().indefinitely())
        .isEqualTo("a");
    assertThatThrownBy(() -> AskForInstructions.within(deadline, broken).await().indefinitely())
        .hasMessage("no");
  }
}
