package dev.ramal.calls.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.calls.call.FactKinds;
import dev.ramal.calls.call.Said;
import dev.ramal.events.CallOutcome;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredFactsTest {

  static Stream<Arguments> facts() {
    return Stream.of(
        arguments(
            new Said.Denied("budget", "spent"), "Denied", "{'rule':'budget','evidence':'spent'}"),
        arguments(new Said.Ordered("client:ana"), "Ordered", "{'address':'client:ana'}"),
        arguments(new Said.Accepted("s-1"), "Accepted", "{'sessionId':'s-1'}"),
        arguments(new Said.Unclear("timeout"), "Unclear", "{'reason':'timeout'}"),
        arguments(new Said.Refused("21211", "no"), "Refused", "{'code':'21211','reason':'no'}"),
        arguments(new Said.Dropped("late"), "Dropped", "{'reason':'late'}"),
        arguments(new Said.Conferenced("c-1"), "Conferenced", "{'conferenceId':'c-1'}"),
        arguments(new Said.Announced(true), "Announced", "{'spoken':true}"),
        arguments(new Said.Held(), "Held", "{}"),
        arguments(new Said.Resumed(), "Resumed", "{}"),
        arguments(new Said.HangupAsked("agent"), "HangupAsked", "{'by':'agent'}"),
        arguments(new Said.Initiated(), "Initiated", "{}"),
        arguments(new Said.Ringing(), "Ringing", "{}"),
        arguments(new Said.Answered("human"), "Answered", "{'answeredBy':'human'}"),
        arguments(
            new Said.Ended(CallOutcome.NO_ANSWER, 61, 486, "USER_BUSY", "callee"),
            "Ended",
            "{'outcome':'no-answer','talkSeconds':61,'sipCode':486,'cause':'USER_BUSY',"
                + "'hungUpBy':'callee'}"),
        arguments(
            new Said.MachineDetected("machine", "machine_end_beep"),
            "MachineDetected",
            "{'answeredBy':'machine','detail':'machine_end_beep'}"),
        arguments(
            new Said.Costed(new BigDecimal("0.0130"), "USD", 61),
            "Costed",
            "{'amount':0.0130,'currency':'USD','billedSeconds':61}"),
        arguments(new Said.Aside("digits", "menu"), "Aside", "{'what':'digits','detail':'menu'}"));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void shouldWriteAFactAsItWasAlwaysWritten(Said said, String kind, String json) {
    // When
    String written = SaidJson.write(said);

    // Then
    assertThat(written).isEqualTo(json.replace('\'', '"'));
    assertThat(FactKinds.nameOf(said)).isEqualTo(kind);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void shouldReadAFactThatWasWrittenLongAgo(Said said, String kind, String json) {
    // When
    Said read = SaidJson.read(kind, json.replace('\'', '"'));

    // Then
    assertThat(read).isEqualTo(said);
  }

  @Test
  void shouldNameEveryKindOfFact() {
    // When
    Set<Class<?>> named = facts().map(each -> each.get()[0].getClass()).collect(Collectors.toSet());

    // Then
    assertThat(named).isEqualTo(Set.copyOf(Arrays.asList(Said.class.getPermittedSubclasses())));
  }
}
