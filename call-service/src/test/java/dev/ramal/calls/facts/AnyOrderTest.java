package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallState;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.facts.ParkedFacts.ParkedFact;
import dev.ramal.calls.lifecycle.InboundHandles.Handle;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventTypes;
import dev.ramal.events.ReleasingSide;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallApologized;
import dev.ramal.events.carrier.CarrierCallCost;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.CarrierMachineDetected;
import dev.ramal.events.carrier.FactOrigin;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call that somebody else started, told in every order, in sets of every size, with repetitions:
 * always the same call. What cannot begin a call waits, as it does in the database.
 */
@DisplayName("CALL-129 any order of the same facts gives the same call")
class AnyOrderTest {
  private static final TenantId AURORA = TenantId.of("aurora");
  private static final ConnectionId CONNECTION = new ConnectionId("c");
  private static final CarrierCallId LEG = new CarrierCallId("leg-1");
  private static final String OURS = "+551130002000";
  private static final String CALLER = "+5511987654321";
  private static final Instant START = Instant.parse("2026-11-03T12:00:00Z");
  private static final Parties UNSAID = Parties.UNSAID;
  private static final Parties CALLS_US = new Parties(null, Direction.INBOUND, CALLER, OURS);
  private static final Parties WITHHELD = new Parties(null, Direction.INBOUND, null, OURS);
  private static final Parties UNDIRECTED = new Parties(null, null, CALLER, OURS);

  static Stream<Arguments> stories() {
    return Stream.of(
        Arguments.of("Telnyx, all of it", telnyx(true), Set.of(), CallOutcome.COMPLETED, 95),
        Arguments.of(
            "Telnyx, our number known", telnyx(true), Set.of(OURS), CallOutcome.COMPLETED, 95),
        Arguments.of(
            "Telnyx, the beginning lost", telnyx(false), Set.of(OURS), CallOutcome.COMPLETED, 95),
        Arguments.of("Twilio, all of it", twilio(CALLS_US), Set.of(), CallOutcome.COMPLETED, 42),
        Arguments.of("Twilio, withheld", twilio(WITHHELD), Set.of(), CallOutcome.COMPLETED, 42),
        Arguments.of(
            "Twilio, the final status alone", finalOnly(), Set.of(), CallOutcome.COMPLETED, 58),
        Arguments.of("Twilio, an apology", apology(), Set.of(), CallOutcome.NO_ANSWER, 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void shouldGiveTheSameCall(
      String name,
      List<CarrierCallFact> story,
      Set<String> ourNumbers,
      CallOutcome outcome,
      int talked) {
    // Given
    Random random = new Random(name.hashCode());
    Told straight = told(List.of(story), story, ourNumbers);

    // When
    List<Told> told = new ArrayList<>();
    for (List<CarrierCallFact> order : permutations(story)) {
      List<CarrierCallFact> repeated = new ArrayList<>(order);
      order.forEach(fact -> repeated.add(random.nextInt(repeated.size() + 1), fact));
      told.add(told(singly(order), story, ourNumbers));
      told.add(told(sets(repeated, random), story, ourNumbers));
    }

    // Then
    assertThat(told)
        .hasSizeGreaterThanOrEqualTo(12)
        .allSatisfy(each -> assertThat(each).isEqualTo(straight));
    assertThat(straight.state().result().outcome()).isEqualTo(outcome);
    assertThat(straight.state().result().talkSeconds()).isEqualTo(talked);
    assertThat(straight.facts()).hasSize(story.size());
    assertThat(straight.begunAt()).isEqualTo(begun(story, talked));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  @DisplayName("CALL-720 facts split over two topics give the same call, however these are read")
  void shouldGiveTheSameCallWhicheverTopicEachFactTook(
      String name, List<CarrierCallFact> story, Set<String> ourNumbers) {
    // Given
    Told straight = told(List.of(story), story, ourNumbers);

    // When / Then
    for (int split = 0; split < 1 << story.size(); split++) {
      List<CarrierCallFact> first = new ArrayList<>();
      List<CarrierCallFact> bulk = new ArrayList<>();
      for (int i = 0; i < story.size(); i++) {
        ((split & 1 << i) == 0 ? first : bulk).add(story.get(i));
      }
      bulk.addAll(first);
      for (List<CarrierCallFact> read : interleaved(first, bulk)) {
        assertThat(told(singly(read), story, ourNumbers)).as(name).isEqualTo(straight);
      }
    }
  }

  /** Every way of reading two topics, each in its order. */
  private static <T> List<List<T>> interleaved(List<T> one, List<T> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return List.of(Stream.concat(one.stream(), other.stream()).toList());
    }
    List<List<T>> all = new ArrayList<>();
    interleaved(one.subList(1, one.size()), other)
        .forEach(rest -> all.add(Stream.concat(Stream.of(one.get(0)), rest.stream()).toList()));
    interleaved(one, other.subList(1, other.size()))
        .forEach(rest -> all.add(Stream.concat(Stream.of(other.get(0)), rest.stream()).toList()));
    return all;
  }

  /** At the first thing told, or before what the carrier counted. */
  private static Instant begun(List<CarrierCallFact> story, int talked) {
    return Stream.concat(
            Stream.of(story.get(0).occurredAt()),
            story.stream()
                .filter(CarrierCallEnded.class::isInstance)
                .map(end -> end.occurredAt().minusSeconds(talked)))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void shouldBeginNoCallForALegThatDoesNotCallUs(
      String name, List<CarrierCallFact> story, Set<String> ourNumbers) {
    // When / Then
    for (List<CarrierCallFact> order : permutations(story)) {
      assertThat(world(singly(order), ourNumbers).calls).as(name).isEmpty();
    }
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        Arguments.of("nothing tells who called", telnyx(false), Set.of()),
        Arguments.of("both numbers are ours", telnyx(false), Set.of(OURS, CALLER)),
        Arguments.of("no numbers at all", List.of(recording(telnyx(3)), cost(9)), Set.of(OURS)));
  }

  private static List<CarrierCallFact> telnyx(boolean begun) {
    List<CarrierCallFact> story = new ArrayList<>();
    if (begun) {
      story.add(new CarrierCallInitiated(ids(), CALLS_US, telnyx(0)));
    }
    story.add(new CarrierCallAnswered(ids(), UNDIRECTED, null, telnyx(5)));
    story.add(
        new CarrierCallEnded(
            ids(),
            UNDIRECTED,
            CallOutcome.COMPLETED,
            null,
            null,
            "normal_clearing",
            ReleasingSide.CALLER,
            telnyx(100)));
    story.add(recording(telnyx(100)));
    story.add(cost(101));
    return story;
  }

  private static List<CarrierCallFact> twilio(Parties parties) {
    return List.of(
        new CarrierCallInitiated(ids(), parties, twilio(0, null)),
        new CarrierMachineDetected(ids(), AnsweredBy.HUMAN, null, null, twilio(3, null)),
        recording(twilio(44, null)),
        new CarrierCallEnded(
            ids(), parties, CallOutcome.COMPLETED, 42, null, null, null, twilio(45, 0)));
  }

  private static List<CarrierCallFact> finalOnly() {
    return List.of(
        recording(twilio(58, null)),
        new CarrierCallEnded(
            ids(), CALLS_US, CallOutcome.COMPLETED, 58, null, null, null, twilio(60, 0)),
        new CarrierMachineDetected(ids(), AnsweredBy.HUMAN, null, null, twilio(61, null)));
  }

  private static List<CarrierCallFact> apology() {
    return List.of(
        new CarrierCallInitiated(ids(), CALLS_US, twilio(0, null)),
        new CarrierCallApologized(ids(), CALLS_US, twilio(1, null)),
        new CarrierCallEnded(
            ids(), CALLS_US, CallOutcome.COMPLETED, 9, null, null, null, twilio(10, 0)));
  }

  private static CarrierCallFact recording(FactOrigin origin) {
    return new CarrierCallRecording(ids(), "RE1", "completed", 40, 2, null, null, null, origin);
  }

  private static CarrierCallFact cost(int second) {
    return new CarrierCallCost(
        ids(), new BigDecimal("0.0140"), "USD", 96, List.of(), telnyx(second));
  }

  private static LegIds ids() {
    return new LegIds(null, null, LEG, null);
  }

  private static FactOrigin telnyx(int second) {
    Instant at = START.plusSeconds(second);
    return new FactOrigin(Carrier.TELNYX, CONNECTION, at, at, null, null);
  }

  private static FactOrigin twilio(int second, Integer sequence) {
    Instant at = START.plusSeconds(second);
    return new FactOrigin(Carrier.TWILIO, CONNECTION, at, at, sequence, null);
  }

  private static Told told(
      List<List<CarrierCallFact>> sets, List<CarrierCallFact> story, Set<String> ourNumbers) {
    World world = world(sets, ourNumbers);
    assertThat(world.calls).hasSize(1);
    assertThat(world.parked).isEmpty();
    Call call = world.calls.values().iterator().next();
    return new Told(
        call.facts(), call.state(), call.details().requestedAt(), call.details().from());
  }

  private static World world(List<List<CarrierCallFact>> sets, Set<String> ourNumbers) {
    World world = new World(ourNumbers);
    sets.forEach(world::hear);
    return world;
  }

  private static List<List<CarrierCallFact>> singly(List<CarrierCallFact> order) {
    return order.stream().map(List::of).toList();
  }

  private static List<List<CarrierCallFact>> sets(List<CarrierCallFact> order, Random random) {
    List<List<CarrierCallFact>> sets = new ArrayList<>();
    for (int from = 0; from < order.size(); ) {
      int to = Math.min(order.size(), from + 1 + random.nextInt(4));
      sets.add(order.subList(from, to));
      from = to;
    }
    return sets;
  }

  private static <T> List<List<T>> permutations(List<T> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (List<T> rest : permutations(of.subList(1, of.size()))) {
      for (int i = 0; i <= rest.size(); i++) {
        List<T> order = new ArrayList<>(rest);
        order.add(i, of.get(0));
        all.add(order);
      }
    }
    return all;
  }

  /** What must not depend on the order. */
  private record Told(List<Fact> facts, CallState state, Instant begunAt, String caller) {}

  /** What the database holds: the inbox, the calls, the parked facts. */
  private static final class World {
    private final Set<String> inbox = new HashSet<>();
    private final Map<Handle, CallId> known = new HashMap<>();
    private final Map<CallId, Call> calls = new HashMap<>();
    private final List<ParkedFact> parked = new ArrayList<>();
    private final Set<String> numbers;

    private World(Set<String> numbers) {
      this.numbers = numbers;
    }

    private void hear(List<CarrierCallFact> set) {
      List<ParkedFact> fresh =
          set.stream().map(World::written).filter(fact -> inbox.add(fact.eventId())).toList();
      LegPlacement placement =
          new LegPlacement(new HashMap<>(known), (t, c, number) -> numbers.contains(number))
              .place(new ArrayList<>(fresh.stream().map(DeliveredFact::parked).toList()));
      placement.begun().keySet().forEach(call -> calls.put(call.id(), call));
      placement
          .begun()
          .keySet()
          .forEach(call -> known.put(leg(call.details().carrier()), call.id()));
      placement.waiting().forEach(fact -> parked.add(written(fact.told())));
      List<ParkedFact> taken =
          parked.stream().filter(fact -> placement.settled().contains(fact.leg())).toList();
      parked.removeAll(taken);
      List<DeliveredFact> freed =
          placement.freed(taken.stream().map(DeliveredFact::parked).toList());
      freed.forEach(this::apply);
      List<DeliveredFact> placed = fresh.stream().map(DeliveredFact::parked).toList();
      placement.freed(placed).forEach(this::apply);
    }

    private void apply(DeliveredFact fact) {
      calls.computeIfPresent(
          fact.call().id(),
          (id, call) ->
              call.apply(fact.arrived().fact()) instanceof Transition.Applied applied
                  ? applied.call()
                  : call);
    }

    private static Handle leg(Carrier carrier) {
      return new Handle(AURORA, carrier, LEG);
    }

    private static ParkedFact written(CarrierCallFact fact) {
      String id = fact.getClass().getSimpleName();
      return new ParkedFact(
          leg(fact.carrier()),
          id,
          EventTypes.typeOf(fact.getClass()),
          EventJson.write((Record) fact));
    }
  }
}
