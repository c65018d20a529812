package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The words under which constants travel and rest. Whoever changes one breaks what is stored. */
class WireWordsTest {

  static Stream<Arguments> frozen() {
    return Stream.of(
        Arguments.of(Direction.values(), "inbound outbound"),
        Arguments.of(Channel.values(), "sms whatsapp"),
        Arguments.of(
            new LegName[] {LegName.AGENT, LegName.LEAD, LegName.agent(2), LegName.agent(99)},
            "agent lead agent-2 agent-99"),
        Arguments.of(
            CallControl.values(), "hold resume mute unmute dtmf pause-recording resume-recording"),
        Arguments.of(AnsweredBy.values(), "human machine fax unknown"),
        Arguments.of(ReleasingParty.values(), "agent lead system"),
        Arguments.of(ReleasingSide.values(), "caller callee"),
        Arguments.of(AgentStatus.values(), "available busy wrap-up offline"),
        Arguments.of(AgentStatusCause.values(), "person call disposition time"),
        Arguments.of(Consent.values(), "announcement key"),
        Arguments.of(
            RouteReason.values(),
            "by-click only-one first cheapest best-answered by-budget healthier last-resort later"
                + " dearer less-answered breaker-open failing refused no-connection not-reached"
                + " no-numbers not-its-number"),
        Arguments.of(BudgetScope.values(), "organization agents campaign"),
        Arguments.of(BudgetMeasure.values(), "price cost"),
        Arguments.of(ReopeningCause.values(), "changed deleted month-ended"),
        Arguments.of(MachineDetection.values(), "off async sync"),
        Arguments.of(OnMachine.values(), "hang-up connect voicemail-drop"),
        Arguments.of(CallOutcome.values(), "completed busy no-answer failed canceled"),
        Arguments.of(
            MessageStatus.values(),
            "accepted sending sent delivered read undelivered failed expired unconfirmed"
                + " canceled"));
  }

  @ParameterizedTest
  @MethodSource("frozen")
  void shouldTravelUnderTheFrozenWords(Object[] constants, String words) throws Exception {
    // When
    String written = EventJson.mapper().writeValueAsString(constants);

    // Then
    assertThat(written).isEqualTo(array(words));
  }

  @ParameterizedTest
  @MethodSource("frozen")
  void shouldComeBackFromTheFrozenWords(Object[] constants, String words) throws Exception {
    // When
    Object[] read = (Object[]) EventJson.mapper().readValue(array(words), constants.getClass());

    // Then
    assertThat(read).containsExactly(constants);
  }

  @Test
  void shouldKnowTheCarriersOfTheRegistry() {
    // Then
    assertThat(Carrier.known()).startsWith(Carrier.TWILIO, Carrier.TELNYX);
    assertThat(Carrier.known().stream().map(Carrier::wire)).startsWith("twilio", "telnyx");
    assertThat(Carrier.known().stream().map(Carrier::name)).startsWith("TWILIO", "TELNYX");
  }

  @Test
  void shouldReadEachCarrierAsItsOneInstance() throws Exception {
    // When
    Carrier read = EventJson.mapper().readValue("\"telnyx\"", Carrier.class);

    // Then
    assertThat(read).isSameAs(Carrier.TELNYX).isSameAs(Carrier.of("TELNYX"));
    assertThatThrownBy(() -> Carrier.of("carrier-pigeon"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldReadEachLegAsItsOneInstance() {
    // Then
    assertThat(LegName.find("agent-7")).isSameAs(LegName.agent(7));
    assertThat(LegName.agent(1)).isSameAs(LegName.AGENT);
    assertThat(LegName.find("agent-1")).isNull();
    assertThat(LegName.find("agent-100")).isNull();
    assertThat(LegName.agent(2).name()).isEqualTo("AGENT-2");
    assertThat("agent-99").matches(LegName.PATTERN);
  }

  @Test
  void shouldTakeAnUnknownWordOfAnOpenSetAsNotSaid() throws Exception {
    // When
    LegName read = EventJson.mapper().readValue("\"supervisor\"", LegName.class);

    // Then
    assertThat(read).isNull();
  }

  private static String array(String words) {
    return Arrays.stream(words.split(" "))
        .map(word -> '"' + word + '"')
        .toList()
        .toString()
        .replace(", ", ",");
  }
}
