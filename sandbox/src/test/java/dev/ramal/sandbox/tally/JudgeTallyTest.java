package dev.ramal.sandbox.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.traffic.TrafficAsked;
import dev.ramal.sandbox.traffic.TrafficClick;
import dev.ramal.sandbox.traffic.TrafficMessage;
import dev.ramal.sandbox.traffic.TrafficReply;
import dev.ramal.sandbox.traffic.TrafficTeam;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTallyTest {
  private static final String LEAD = "+5511970000001";
  private static final String CONTACT = "+5511940000001";
  private static final String WRITER = "+5511930000001";

  private static final TrafficAsked ASKED =
      new TrafficAsked(
          List.of(new TrafficClick(TrafficTeam.AURORA, LEAD, "agent", "call", null)),
          List.of(new TrafficMessage(TrafficTeam.BOREAL, CONTACT, "message", null)),
          List.of(new TrafficReply(TrafficTeam.AURORA, WRITER)),
          List.of());

  private static final Tally GOOD =
      new Tally(
          Map.of(LEAD, 1L, "agent", 1L),
          Map.of("call", Set.of("e1")),
          Map.of("call", "completed"),
          Map.of("call", 1L),
          Map.of(CONTACT, 1L),
          Map.of("message", Set.of("e2")),
          Map.of("message", "delivered"),
          Map.of(WRITER, Set.of("m1")),
          Map.of("call", 2L, "message", 1L),
          List.of(),
          Map.of(),
          List.of(),
          Map.of("aurora", 0L, "boreal", 0L));

  @Test
  @DisplayName("SBX-61 what happened once, of two organizations, breaks no rule")
  void shouldFindNothingWhereAllHappenedOnce() {
    // Then
    assertThat(JudgeTally.judge(ASKED, GOOD, Demand.UNDISTURBED)).isEmpty();
    assertThat(JudgeTally.judge(ASKED, GOOD, Demand.SURVIVED)).isEmpty();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(with(t -> rung(t, Map.of(LEAD, 2L, "agent", 1L))), "the lead was rung 2"),
        Arguments.of(with(t -> rung(t, Map.of(LEAD, 1L, "agent", 2L))), "the agent was rung 2"),
        Arguments.of(
            with(t -> rung(t, Map.of(LEAD, 1L, "agent", 1L, "+551", 1L))),
            "+551 was rung although"),
        Arguments.of(with(t -> ends(t, Map.of())), "ended by 0 CallEnded"),
        Arguments.of(with(t -> ends(t, Map.of("call", Set.of("a", "b")))), "ended by 2 CallEnded"),
        Arguments.of(with(t -> calls(t, Map.of("call", "held"))), "came to no end: held"),
        Arguments.of(with(t -> notes(t, Map.of())), "was spoken and has 0 notes"),
        Arguments.of(with(t -> notes(t, Map.of("call", 2L))), "has 2 notes in the CRM"),
        Arguments.of(with(t -> taken(t, Map.of(CONTACT, 2L))), "the carrier has taken it 2 times"),
        Arguments.of(with(t -> taken(t, Map.of())), "arrived, and no carrier has taken it"),
        Arguments.of(
            with(t -> taken(t, Map.of(CONTACT, 1L, "+552", 1L))), "+552 was written to although"),
        Arguments.of(
            with(t -> delivered(t, Map.of("message", Set.of("a", "b")))), "2 MessageDelivered"),
        Arguments.of(with(t -> messages(t, Map.of("message", "accepted"))), "came to no end: acc"),
        Arguments.of(with(t -> received(t, Map.of(WRITER, Set.of("a", "b")))), "is here 2 times"),
        Arguments.of(with(t -> received(t, Map.of())), "is here 0 times"),
        Arguments.of(with(t -> usages(t, Map.of("message", 1L))), "was spoken and costs nothing"),
        Arguments.of(
            with(t -> usages(t, Map.of("call", 1L, "message", 2L))), "has 2 usages in the ledger"),
        Arguments.of(with(t -> everywhere(t, List.of("sum"), Map.of(), List.of(), 0)), "sum"),
        Arguments.of(
            with(t -> everywhere(t, List.of(), Map.of("x.dlq", 3L), List.of(), 0)),
            "3 dead letters in x.dlq"),
        Arguments.of(with(t -> everywhere(t, List.of(), Map.of(), List.of("left"), 0)), "left"),
        Arguments.of(
            with(t -> everywhere(t, List.of(), Map.of(), List.of(), 4)),
            "4 calls of aurora are missing in its CRM"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldFindWhatIsMissingOrHappenedTwice(Tally tally, String told) {
    // Then
    assertThat(JudgeTally.judge(ASKED, tally, Demand.SURVIVED))
        .anySatisfy(one -> assertThat(one).contains(told));
    assertThat(JudgeTally.judge(ASKED, tally, Demand.UNDISTURBED)).isNotEmpty();
  }

  @Test
  void shouldBearWhatAnOutageExplainsAndNothingElse() {
    // Given
    TrafficAsked refused =
        new TrafficAsked(
            List.of(new TrafficClick(TrafficTeam.AURORA, LEAD, "agent", null, "503")),
            List.of(new TrafficMessage(TrafficTeam.BOREAL, CONTACT, null, "503")),
            List.of(),
            List.of("the click was answered 503"));
    Tally failed = with(t -> calls(t, Map.of("call", "failed")));

    // Then
    assertThat(JudgeTally.judge(refused, GOOD, Demand.SURVIVED)).isEmpty();
    assertThat(JudgeTally.judge(refused, GOOD, Demand.UNDISTURBED)).hasSize(3);
    assertThat(JudgeTally.judge(ASKED, failed, Demand.SURVIVED)).isEmpty();
    assertThat(JudgeTally.judge(ASKED, failed, Demand.UNDISTURBED))
        .singleElement()
        .asString()
        .contains("was not spoken: failed");
  }

  private static Tally with(UnaryOperator<Tally> change) {
    return change.apply(GOOD);
  }

  private static Tally rung(Tally t, Map<String, Long> rung) {
    return of(t, rung, t.ends(), t.callStates(), t.notes(), t.taken());
  }

  private static Tally ends(Tally t, Map<String, Set<String>> ends) {
    return of(t, t.rung(), ends, t.callStates(), t.notes(), t.taken());
  }

  private static Tally calls(Tally t, Map<String, String> states) {
    return of(t, t.rung(), t.ends(), states, t.notes(), t.taken());
  }

  private static Tally notes(Tally t, Map<String, Long> notes) {
    return of(t, t.rung(), t.ends(), t.callStates(), notes, t.taken());
  }

  private static Tally taken(Tally t, Map<String, Long> taken) {
    return of(t, t.rung(), t.ends(), t.callStates(), t.notes(), taken);
  }

  private static Tally delivered(Tally t, Map<String, Set<String>> delivered) {
    return ofMessages(t, delivered, t.messageStates(), t.received(), t.usages());
  }

  private static Tally messages(Tally t, Map<String, String> states) {
    return ofMessages(t, t.delivered(), states, t.received(), t.usages());
  }

  private static Tally received(Tally t, Map<String, Set<String>> received) {
    return ofMessages(t, t.delivered(), t.messageStates(), received, t.usages());
  }

  private static Tally usages(Tally t, Map<String, Long> usages) {
    return ofMessages(t, t.delivered(), t.messageStates(), t.received(), usages);
  }

  private static Tally of(
      Tally t,
      Map<String, Long> rung,
      Map<String, Set<String>> ends,
      Map<String, String> calls,
      Map<String, Long> notes,
      Map<String, Long> taken) {
    return new Tally(
        rung,
        ends,
        calls,
        notes,
        taken,
        t.delivered(),
        t.messageStates(),
        t.received(),
        t.usages(),
        t.ledger(),
        t.deadLetters(),
        t.left(),
        t.drift());
  }

  private static Tally ofMessages(
      Tally t,
      Map<String, Set<String>> delivered,
      Map<String, String> states,
      Map<String, Set<String>> received,
      Map<String, Long> usages) {
    return new Tally(
        t.rung(),
        t.ends(),
        t.callStates(),
        t.notes(),
        t.taken(),
        delivered,
        states,
        received,
        usages,
        t.ledger(),
        t.deadLetters(),
        t.left(),
        t.drift());
  }

  private static Tally everywhere(
      Tally t, List<String> ledger, Map<String, Long> dead, List<String> left, long drift) {
    return new Tally(
        t.rung(),
        t.ends(),
        t.callStates(),
        t.notes(),
        t.taken(),
        t.delivered(),
        t.messageStates(),
        t.received(),
        t.usages(),
        ledger,
        dead,
        left,
        Map.of("aurora", drift, "boreal", 0L));
  }
}
