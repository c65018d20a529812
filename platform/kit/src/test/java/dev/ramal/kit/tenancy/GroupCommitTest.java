package dev.ramal.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.kit.tenancy.GroupCommit.HeldElsewhere;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Each set, until the test ends its transaction. */
  private final List<List<String>> sets = new ArrayList<>();

  private final List<UniEmitter<? super List<String>>> open = new ArrayList<>();

  @Test
  void shouldPutWhatComesDuringOneSetIntoTheNext() {
    // Given
    GroupCommit<String, String> group = group(3, failure -> true);
    CompletableFuture<String> first = ask(group, "a1");

    // When
    List<CompletableFuture<String>> others =
        List.of(ask(group, "b1"), ask(group, "c1"), ask(group, "d1"), ask(group, "e1"));
    commit();
    commit();
    commit();

    // Then
    assertThat(sets).containsExactly(List.of("a1"), List.of("b1", "c1", "d1"), List.of("e1"));
    assertThat(first).isCompletedWithValue("a1!");
    assertThat(others.get(1)).isCompletedWithValue("c1!");
  }

  @Test
  void shouldKeepThoseOfOneKeyApartAndInOrder() {
    // Given
    GroupCommit<String, String> group = group(9, failure -> true);
    ask(group, "x");

    // When
    List.of("a1", "a2", "b1", "a3").forEach(asked -> ask(group, asked));
    for (int i = 0; i < 4; i++) {
      commit();
    }

    // Then
    assertThat(sets)
        .containsExactly(List.of("x"), List.of("a1", "b1"), List.of("a2"), List.of("a3"));
  }

  @Test
  void shouldDoASetOverOneByOneWhereNothingOfItWasCommitted() {
    // Given
    GroupCommit<String, String> group = group(9, failure -> true);
    ask(group, "x");
    CompletableFuture<String> good = ask(group, "a1");
    CompletableFuture<String> bad = ask(group, "b1");
    CompletableFuture<String> later = ask(group, "c1");
    commit();

    // When
    fail();
    commit();
    fail();
    commit();

    // Then
    assertThat(sets)
        .containsExactly(
            List.of("x"), List.of("a1", "b1", "c1"), List.of("a1"), List.of("b1"), List.of("c1"));
    assertThat(good).isCompletedWithValue("a1!");
    assertThat(bad).isCompletedExceptionally();
    assertThat(later).isCompletedWithValue("c1!");
  }

  @Test
  void shouldFailAllOfASetThatIsPerhapsCommittedAndGoOn() {
    // Given
    GroupCommit<String, String> group = group(9, failure -> false);
    ask(group, "x");
    CompletableFuture<String> one = ask(group, "a1");
    CompletableFuture<String> other = ask(group, "b1");
    commit();

    // When
    fail();
    CompletableFuture<String> next = ask(group, "c1");
    commit();

    // Then
    assertThat(one).isCompletedExceptionally();
    assertThat(other).isCompletedExceptionally();
    assertThat(next).isCompletedWithValue("c1!");
    assertThat(sets).hasSize(3);
  }

  @Test
  void shouldNotWaitForeverForASet() {
    // Given
    GroupCommit<String, String> group =
        new GroupCommit<>(
            9,
            Duration.ofMillis(20),
            null,
            null,
            failure -> true,
            set ->
                set.contains("hangs")
                    ? Uni.createFrom().nothing()
                    : Uni.createFrom().item(List.copyOf(set)));

    // When
    Uni<String> hanging = group.add("hangs");

    // Then
    assertThatThrownBy(() -> hanging.await().atMost(LIMIT))
        .hasRootCauseInstanceOf(TimeoutException.class);
    assertThat(group.add("a1").await().atMost(LIMIT)).isEqualTo("a1");
  }

  @Test
  void shouldLeaveOutWhatSomebodyElseHoldsAndDoTheOthersAtOnce() {
    // Given
    GroupCommit<String, String> group = group(9, failure -> false);
    ask(group, "x");
    CompletableFuture<String> one = ask(group, "a1");
    CompletableFuture<String> held = ask(group, "b1");
    CompletableFuture<String> other = ask(group, "c1");
    commit();

    // When
    fail(new HeldElsewhere(Set.of("b1")));
    commit();

    // Then
    assertThat(sets).containsExactly(List.of("x"), List.of("a1", "b1", "c1"), List.of("a1", "c1"));
    assertThat(one).isCompletedWithValue("a1!");
    assertThat(other).isCompletedWithValue("c1!");
    assertThatThrownBy(held::join).hasCauseInstanceOf(HeldElsewhere.class);
  }

  @Test
  void shouldDoThoseOfOneKinOverTogetherBeforeTheyAreAlone() {
    // Given
    GroupCommit<String, String> group = group(9, null, asked -> asked.charAt(0), failure -> true);
    ask(group, "x");
    List<CompletableFuture<String>> all =
        List.of(ask(group, "a1"), ask(group, "b1"), ask(group, "a2"), ask(group, "b2"));
    commit();

    // When
    fail();
    fail();
    commit();
    commit();
    fail();

    // Then
    assertThat(sets)
        .containsExactly(
            List.of("x"),
            List.of("a1", "b1", "a2", "b2"),
            List.of("a1", "a2"),
            List.of("b1", "b2"),
            List.of("a1"),
            List.of("a2"));
    assertThat(all.get(2)).isCompletedExceptionally();
    assertThat(List.of(all.get(0), all.get(1), all.get(3)))
        .allMatch(one -> one.join().endsWith("!"));
  }

  @Test
  void shouldBeginTheNextSetWhileOneIsDoneOver() {
    // Given
    GroupCommit<String, String> group = group(9, failure -> true);
    ask(group, "x");
    ask(group, "a1");
    CompletableFuture<String> slow = ask(group, "b1");
    commit();

    // When
    fail();
    CompletableFuture<String> next = ask(group, "c1");
    commit();

    // Then
    assertThat(sets)
        .containsExactly(List.of("x"), List.of("a1", "b1"), List.of("a1"), List.of("c1"));
    assertThat(next).isCompletedWithValue("c1!");
    assertThat(slow).isNotDone();
  }

  @Test
  void shouldNotBeginWhatNobodyWaitsForAnyMore() {
    // Given
    GroupCommit<String, String> group = group(9, failure -> true);
    ask(group, "x");
    CompletableFuture<String> gone = ask(group, "a1");
    CompletableFuture<String> there = ask(group, "b1");

    // When
    gone.cancel(true);
    commit();
    commit();

    // Then
    assertThat(sets).containsExactly(List.of("x"), List.of("b1"));
    assertThat(there).isCompletedWithValue("b1!");
  }

  private GroupCommit<String, String> group(int most, Predicate<Throwable> undone) {
    return group(most, asked -> asked.charAt(0), null, undone);
  }

  private GroupCommit<String, String> group(
      int most, Function<String, ?> apart, Function<String, ?> kin, Predicate<Throwable> undone) {
    return new GroupCommit<>(
        most,
        LIMIT,
        apart,
        kin,
        undone,
        set ->
            Uni.createFrom()
                .emitter(
                    end -> {
                      sets.add(set);
                      open.add(end);
                    }));
  }

  private static CompletableFuture<String> ask(GroupCommit<String, String> group, String asked) {
    return group.add(asked).subscribeAsCompletionStage();
  }

  private void commit() {
    last().complete(sets.get(sets.size() - 1).stream().map(asked -> asked + "!").toList());
  }

  private void fail() {
    fail(new IllegalStateException("no"));
  }

  private void fail(RuntimeException failure) {
    last().fail(failure);
  }

  private UniEmitter<? super List<String>> last() {
    return open.get(open.size() - 1);
  }
}
