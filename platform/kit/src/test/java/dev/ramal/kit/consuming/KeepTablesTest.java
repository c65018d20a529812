package dev.ramal.kit.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class KeepTablesTest {
  private final Words letters = new Words("letter");
  private final Words numbers = new Words("number");
  private final KeepTables tables = new KeepTables(letters, numbers);

  @Test
  void shouldWriteEachTableOnceWithWhatItWasTold() {
    // Given
    List<Delivery> set =
        Stream.of("letter a", "number 1", "letter b", "letter none").map(Words::said).toList();

    // When
    tables.apply(null, set).await().indefinitely();

    // Then
    assertThat(letters.kept).containsExactly(List.of("a", "b"));
    assertThat(numbers.kept).containsExactly(List.of("1"));
  }

  @Test
  void shouldNotWriteATableThatWasToldNothing() {
    // Given
    List<Delivery> set = Stream.of("number 1", "letter none").map(Words::said).toList();

    // When
    tables.apply(null, set).await().indefinitely();

    // Then
    assertThat(letters.kept).isEmpty();
    assertThat(numbers.kept).hasSize(1);
  }

  @Test
  void shouldKeepTheOthersOfASetBesideOneThatCannotBeRead() {
    // Given
    List<Delivery> set =
        Stream.of("letter a", "letter broken", "number 1").map(Words::said).toList();

    // When
    tables.apply(null, set).await().indefinitely();

    // Then
    assertThat(letters.kept).containsExactly(List.of("a"));
    assertThat(numbers.kept).containsExactly(List.of("1"));
    assertThat(set)
        .extracting(Delivery::outcome)
        .containsExactly(
            Delivery.Outcome.WAITING, Delivery.Outcome.FAILED, Delivery.Outcome.WAITING);
  }

  @Test
  void shouldConcernWhatConcernsOneOfTheTables() {
    // Then
    assertThat(tables.concerns(Words.said("number 1").event())).isTrue();
    assertThat(tables.concerns(Words.said("picture x").event())).isFalse();
  }

  /** Keeps the second word of what begins with a certain first one. */
  private static final class Words implements KeptTable<String> {
    final List<List<String>> kept = new ArrayList<>();
    private final String first;

    Words(String first) {
      this.first = first;
    }

    static Delivery said(String words) {
      String[] both = words.split(" ");
      return new Delivery(
          Message.of(both[1]),
          new ReceivedEvent(
              "e",
              both[0],
              new TenantId("aurora"),
              null,
              Instant.EPOCH,
              null,
              "t",
              "k",
              1,
              both[1]));
    }

    @Override
    public boolean concerns(ReceivedEvent event) {
      return event.is(first);
    }

    @Override
    public Optional<String> read(ReceivedEvent event) {
      if (event.body().equals("broken")) {
        throw new FailureException(new Failure.Malformed("body", "broken"));
      }
      return Optional.of(event.body()).filter(word -> !word.equals("none"));
    }

    @Override
    public Uni<Void> keep(Sql sql, List<String> told) {
      kept.add(List.copyOf(told));
      return Uni.createFrom().voidItem();
    }
  }
}
