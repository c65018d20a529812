package dev.ramal.sandbox.dials;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeDialsTest {
  private static final DialIntent INTENT = DrawIntents.draw(2, 7, "run").get(1);
  private static final PlacedIntent PLACED =
      new PlacedIntent(INTENT, Set.of("call-1"), null, "completed");
  private static final List<RungLeg> LEGS =
      List.of(
          new RungLeg("telnyx", "v3:1", "sip:" + INTENT.agent() + "@sip.telnyx.com"),
          new RungLeg("telnyx", "v3:2", INTENT.lead()));
  private static final Map<String, Set<String>> ENDS = Map.of("call-1", Set.of("e1"));

  @Test
  void shouldFindNothingWhereEachWasRungOnce() {
    // When
    List<String> broken = JudgeDials.judge(List.of(PLACED), LEGS, ENDS);

    // Then
    assertThat(broken).isEmpty();
  }

  static Stream<Arguments> rungTwice() {
    return Stream.of(
        Arguments.of("the lead", new RungLeg("telnyx", "v3:3", INTENT.lead())),
        Arguments.of("the lead", new RungLeg("twilio", "CA3", INTENT.lead())),
        Arguments.of("the agent", new RungLeg("twilio", "CA4", "client:" + INTENT.agent())));
  }

  @ParameterizedTest
  @MethodSource("rungTwice")
  void shouldFindWhoWasRungTwiceOverBothCarriers(String who, RungLeg second) {
    // Given
    List<RungLeg> legs = new ArrayList<>(LEGS);
    legs.add(second);

    // When
    List<String> broken = JudgeDials.judge(List.of(PLACED), legs, ENDS);

    // Then
    assertThat(broken).singleElement().asString().contains("#1 ", who + " was rung 2 times");
    assertThat(broken.get(0)).contains(second.handle());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(PLACED.in("dialing-unknown"), ENDS, "no definite state"),
        Arguments.of(PLACED.in(null), ENDS, "no definite state"),
        Arguments.of(PLACED, Map.of(), "ended by 0 CallEnded"),
        Arguments.of(PLACED, Map.of("call-1", Set.of("e1", "e2")), "ended by 2 CallEnded"),
        Arguments.of(
            new PlacedIntent(INTENT, Set.of("call-1", "call-2"), null, "completed"),
            Map.of("call-1", Set.of("e1"), "call-2", Set.of("e2")),
            "its key made these calls"),
        Arguments.of(
            new PlacedIntent(INTENT, Set.of("call-1"), "409 busy", "completed"), ENDS, "refused"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void shouldFindAnIntentWithoutOneDefiniteEnd(
      PlacedIntent placed, Map<String, Set<String>> ends, String said) {
    // When
    List<String> broken = JudgeDials.judge(List.of(placed), LEGS, ends);

    // Then
    assertThat(broken).singleElement().asString().contains("#1 ", said);
  }

  @Test
  void shouldFindWhoWasRungThoughNobodyAskedForIt() {
    // Given
    List<RungLeg> legs = new ArrayList<>(LEGS);
    legs.add(new RungLeg("twilio", "CA9", "+5511999999999"));

    // When
    List<String> broken = JudgeDials.judge(List.of(PLACED), legs, ENDS);

    // Then
    assertThat(broken).singleElement().asString().contains("+5511999999999", "nobody asked");
  }

  @Test
  void shouldDrawTheSameAgainFromTheSameSeed() {
    // When
    List<DialIntent> drawn = DrawIntents.draw(500, 42, "run");

    // Then
    assertThat(drawn).isEqualTo(DrawIntents.draw(500, 42, "run"));
    assertThat(drawn).extracting(DialIntent::lead).doesNotHaveDuplicates();
    assertThat(drawn).extracting(DialIntent::trouble).contains(DialTrouble.values());
    assertThat(drawn).extracting(DialIntent::news).contains(NewsTrouble.values());
    assertThat(drawn).isNotEqualTo(DrawIntents.draw(500, 43, "run"));
  }
}
