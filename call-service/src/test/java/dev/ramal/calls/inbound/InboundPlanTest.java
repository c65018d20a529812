package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.agents.FreeAgents.FreeAgent;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallerBodies.Offered;
import dev.ramal.calls.call.CallerBodies.Routed;
import dev.ramal.calls.call.InboundProgress;
import dev.ramal.calls.call.InboundProgress.Stage;
import dev.ramal.calls.inbound.BusinessHours.Opening;
import dev.ramal.calls.inbound.InboundPlan.Candidate;
import dev.ramal.calls.inbound.InboundPlan.Next;
import dev.ramal.calls.inbound.QueuePairs.Pair;
import dev.ramal.calls.inbound.WaitingCallers.Capacity;
import dev.ramal.calls.inbound.WaitingCallers.Waiting;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InboundPlanTest {
  private static final InboundSettings ALL =
      new InboundSettings(true, true, 20, 300, true, true, BusinessHours.DEFAULT, 20, 80, null);
  private static final Candidate ANA = new Candidate("u-1", "Ana", "client:ana", Offered.DEDICATED);
  private static final Duration AT_ONCE = Duration.ZERO;

  private static InboundProgress progress(Stage stage, int offers, String sentTo) {
    return new InboundProgress(
        stage,
        false,
        offers + (sentTo == null ? 0 : 1),
        offers,
        null,
        sentTo == null ? null : new Routed(sentTo, Routed.NO_AGENT),
        Set.of(),
        false,
        false);
  }

  private static final InboundProgress NEW = progress(Stage.NOT_OURS, 0, null);

  private static Next send(String to, String why) {
    return new Next.Send(new Routed(to, why));
  }

  @Test
  @DisplayName("CALL-305 what comes next for a caller is decided once, whatever the carrier")
  void shouldDecide() {
    // Given
    Optional<Candidate> nobody = Optional.empty();
    InboundSettings alone =
        new InboundSettings(true, false, 20, 300, false, false, null, 20, 80, null);
    InboundSettings off =
        new InboundSettings(false, true, 20, 300, false, false, null, 20, 80, null);

    // When / Then
    assertThat(InboundPlan.next(ALL, NEW, Opening.OPEN, AT_ONCE, Optional.of(ANA)))
        .isEqualTo(new Next.Offer(ANA));
    assertThat(InboundPlan.next(ALL, NEW, Opening.OPEN, AT_ONCE, nobody))
        .isEqualTo(send("queue", "no-agent"));
    assertThat(InboundPlan.next(ALL, NEW, Opening.CLOSED, AT_ONCE, Optional.of(ANA)))
        .isEqualTo(send("voicemail", "closed"));
    assertThat(InboundPlan.next(ALL, NEW, Opening.HOLIDAY, AT_ONCE, nobody))
        .isEqualTo(send("voicemail", "holiday"));
    assertThat(InboundPlan.next(alone, NEW, Opening.OPEN, AT_ONCE, nobody))
        .isEqualTo(send("end", "no-agent"));
    InboundProgress waiting = progress(Stage.WAITING, 1, "queue");
    assertThat(InboundPlan.next(ALL, waiting, Opening.CLOSED, AT_ONCE, nobody))
        .isInstanceOf(Next.Stay.class);
    assertThat(InboundPlan.next(ALL, waiting, Opening.OPEN, Duration.ofSeconds(300), nobody))
        .isEqualTo(send("voicemail", "waited"));
    assertThat(InboundPlan.next(off, waiting, Opening.OPEN, AT_ONCE, nobody))
        .isEqualTo(send("end", "no-agent"));
    InboundProgress hopeless = progress(Stage.WAITING, InboundPlan.MOST_OFFERS, "queue");
    assertThat(InboundPlan.next(ALL, hopeless, Opening.OPEN, AT_ONCE, Optional.of(ANA)))
        .isEqualTo(send("voicemail", "no-agent"));
  }

  @Test
  @DisplayName("CALL-782 a full queue takes nobody, who goes the way of a caller whom nobody takes")
  void shouldQueueWhileThereIsRoom() {
    // Given
    InboundSettings two =
        new InboundSettings(true, true, 20, 300, true, false, BusinessHours.DEFAULT, 20, 80, 2);
    InboundSettings mute =
        new InboundSettings(true, true, 20, 300, false, false, BusinessHours.DEFAULT, 20, 80, 2);

    // When / Then
    assertThat(InboundPlan.queue(two, new Capacity(1, true), 1))
        .isEqualTo(send("queue", "no-agent"));
    for (boolean alone : List.of(true, false)) {
      Capacity full = new Capacity(2, alone);
      assertThat(InboundPlan.queue(two, full, 1)).isEqualTo(send("voicemail", "queue-full"));
      assertThat(InboundPlan.queue(mute, full, 1)).isEqualTo(send("end", "queue-full"));
    }
    Capacity crowded = new Capacity(1, false);
    assertThat(InboundPlan.queue(two, crowded, 1)).isEqualTo(new Next.LookAgain());
    assertThat(InboundPlan.queue(two, crowded, 19)).isEqualTo(new Next.LookAgain());
    assertThat(InboundPlan.queue(two, crowded, 20))
        .as("nobody waits for ever")
        .isEqualTo(send("queue", "no-agent"));
  }

  @Test
  @DisplayName("CALL-306 in a queue nobody is skipped: 2,000 callers, 500 agents, set by set")
  void shouldPairInOrder() {
    // Given
    List<Waiting> callers = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      callers.add(waiting(n, n == 0 ? Set.of("agent-0") : Set.of()));
    }
    List<FreeAgent> idle = new ArrayList<>();
    for (int n = 0; n < 500; n++) {
      idle.add(free(n));
    }

    // When
    List<Pair> pairs = new ArrayList<>();
    int rounds = 0;
    for (List<Pair> set = QueuePairs.of(callers, idle);
        !set.isEmpty();
        set = QueuePairs.of(callers, idle)) {
      rounds++;
      pairs.addAll(set);
      callers.removeAll(set.stream().map(Pair::caller).toList());
      idle.removeAll(set.stream().map(Pair::agent).toList());
    }

    // Then
    assertThat(pairs).hasSize(500);
    assertThat(rounds).isEqualTo(500 / QueuePairs.MOST);
    assertThat(pairs.get(0).agent().userId()).isEqualTo("agent-1");
    assertThat(pairs.get(1).agent().userId()).isEqualTo("agent-0");
    assertThat(pairs)
        .extracting(Pair::caller)
        .isSortedAccordingTo((one, other) -> one.since().compareTo(other.since()));
    assertThat(new HashSet<>(pairs.stream().map(Pair::agent).toList())).hasSize(500);
  }

  @Test
  @DisplayName("CALL-588 who waits behind many whom everybody has failed is served all the same")
  void shouldLookBehindThoseWhomEverybodyHasFailed() {
    // Given
    List<Waiting> callers = new ArrayList<>();
    for (int n = 0; n < 80; n++) {
      callers.add(waiting(n, n < 75 ? Set.of("agent-0") : Set.of()));
    }
    WaitingCallers all =
        new WaitingCallers() {
          @Override
          Uni<List<Waiting>> first(Sql sql, TenantId tenant, int most) {
            return Uni.createFrom().item(callers.subList(0, Math.min(most, callers.size())));
          }
        };
    ServeQueue queue = new ServeQueue(all, null, null, null, null, null, null, null, null);
    List<FreeAgent> idle = List.of(free(0));

    // When
    List<Pair> pairs =
        queue.find(null, null, callers.subList(0, QueuePairs.MOST), idle).await().indefinitely();

    // Then
    assertThat(pairs).extracting(Pair::caller).containsExactly(callers.get(75));
  }

  @Property(tries = 300)
  @Label("CALL-742 a set of pairs is what comes of making the first pair again and again")
  void shouldPairInSetsAsOneByOne(
      @ForAll @Size(max = 8) List<@Size(max = 5) Set<@IntRange(max = 5) Integer>> failed,
      @ForAll @IntRange(max = 6) int agents) {
    // Given
    List<Waiting> callers = new ArrayList<>();
    for (Set<Integer> tried : failed) {
      callers.add(
          waiting(
              callers.size(), tried.stream().map(n -> "agent-" + n).collect(Collectors.toSet())));
    }
    List<FreeAgent> idle =
        IntStream.range(0, agents).mapToObj(InboundPlanTest::free).collect(Collectors.toList());

    // When
    List<Pair> set = QueuePairs.of(callers, idle);

    // Then
    List<Pair> oneByOne = new ArrayList<>();
    for (Optional<Pair> next = first(callers, idle);
        next.isPresent();
        next = first(callers, idle)) {
      oneByOne.add(next.get());
      callers.remove(next.get().caller());
      idle.remove(next.get().agent());
    }
    assertThat(set).isEqualTo(oneByOne);
  }

  private static Optional<Pair> first(List<Waiting> callers, List<FreeAgent> idle) {
    return callers.stream()
        .flatMap(
            caller ->
                idle.stream()
                    .filter(agent -> !caller.tried().contains(agent.userId()))
                    .map(agent -> new Pair(caller, agent)))
        .findFirst();
  }

  private static FreeAgent free(int n) {
    return new FreeAgent("agent-" + n, null, null, Instant.EPOCH.plusSeconds(n));
  }

  private static Waiting waiting(int n, Set<String> tried) {
    CallId call = CallId.of("0195a1b2-0000-7000-8000-%012d".formatted(n));
    return new Waiting(call, Instant.EPOCH.plusSeconds(n), tried);
  }
}
