package dev.ramal.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.Route;
import dev.ramal.calls.call.Route.Considered;
import dev.ramal.calls.call.Route.Instead;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallControl;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Consent;
import dev.ramal.events.LegName;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.Money;
import dev.ramal.events.OnMachine;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.ReleasingSide;
import dev.ramal.events.RouteReason;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
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
  private static final Route ROUTE =
      new Route(
          Carrier.TELNYX,
          new ConnectionId("c-2"),
          "+551130001000",
          Money.brl("0.06"),
          RouteReason.ONLY_ONE,
          List.of(new Considered(Carrier.TWILIO, RouteReason.REFUSED)),
          "ana",
          true,
          new Instead(Carrier.TWILIO, "20003", "no"));

  static Stream<Arguments> facts() {
    return Stream.of(
        arguments(
            new FactBody.Denied("budget", "spent"),
            "Denied",
            "{'rule':'budget','evidence':'spent'}"),
        arguments(new FactBody.Ordered("client:ana"), "Ordered", "{'address':'client:ana'}"),
        arguments(
            new FactBody.Ordered("client:ana", ROUTE),
            "Ordered",
            "{'address':'client:ana','route':{'carrier':'telnyx','connectionId':'c-2',"
                + "'from':'+551130001000','aMinute':{'amount':'0.060000','currency':'BRL'},"
                + "'why':'only-one','considered':[{'carrier':'twilio','why':'refused'}],"
                + "'softphone':'ana','fromAsked':true,"
                + "'instead':{'carrier':'twilio','code':'20003','reason':'no'}}}"),
        arguments(new FactBody.Accepted("s-1"), "Accepted", "{'sessionId':'s-1'}"),
        arguments(new FactBody.Unclear("timeout"), "Unclear", "{'reason':'timeout'}"),
        arguments(new FactBody.Refused("21211", "no"), "Refused", "{'code':'21211','reason':'no'}"),
        arguments(new FactBody.Dropped("late"), "Dropped", "{'reason':'late'}"),
        arguments(new FactBody.Conferenced("c-1"), "Conferenced", "{'conferenceId':'c-1'}"),
        arguments(new FactBody.Announced(true, null), "Announced", "{'spoken':true}"),
        arguments(
            new FactBody.Announced(true, "telnyx:e-1"),
            "Announced",
            "{'spoken':true,'proof':'telnyx:e-1'}"),
        arguments(
            new FactBody.RecordingAsked(Consent.KEY, true),
            "RecordingAsked",
            "{'consent':'key','connectUnrecorded':true}"),
        arguments(
            new FactBody.Announcing("Olá.", "pt-BR"),
            "Announcing",
            "{'text':'Olá.','language':'pt-BR'}"),
        arguments(
            new FactBody.Keyed("1", "telnyx:e-2"), "Keyed", "{'digits':'1','proof':'telnyx:e-2'}"),
        arguments(new FactBody.RecordingBegun("RE1"), "RecordingBegun", "{'recordingId':'RE1'}"),
        arguments(
            new FactBody.RecordingRefused("21220", "no"),
            "RecordingRefused",
            "{'code':'21220','reason':'no'}"),
        arguments(
            new FactBody.RecordingMissing("absent", "RE1"),
            "RecordingMissing",
            "{'why':'absent','recordingId':'RE1'}"),
        arguments(new FactBody.RecordingKept("RE1"), "RecordingKept", "{'recordingId':'RE1'}"),
        arguments(
            new FactBody.Offered("u-1", "Ana", "client:ana", 20, FactBody.Offered.LONGEST_IDLE),
            "Offered",
            "{'agentId':'u-1','agentName':'Ana','address':'client:ana','ringSeconds':20,"
                + "'why':'longest-idle'}"),
        arguments(new FactBody.OfferLapsed("no-answer"), "OfferLapsed", "{'why':'no-answer'}"),
        arguments(
            new FactBody.Routed(FactBody.Routed.VOICEMAIL, FactBody.Routed.WAITED),
            "Routed",
            "{'to':'voicemail','why':'waited'}"),
        arguments(
            new FactBody.Spoken("hold-on", "completed"),
            "Spoken",
            "{'text':'hold-on','result':'completed'}"),
        arguments(new FactBody.WhisperAsked("Maria"), "WhisperAsked", "{'text':'Maria'}"),
        arguments(new FactBody.Whispering(), "Whispering", "{}"),
        arguments(
            new FactBody.Whispered(true, "telnyx:e-3"),
            "Whispered",
            "{'spoken':true,'proof':'telnyx:e-3'}"),
        arguments(
            new FactBody.DetectionAsked(
                MachineDetection.ASYNC, OnMachine.VOICEMAIL_DROP, "Ligamos depois."),
            "DetectionAsked",
            "{'mode':'async','onMachine':'voicemail-drop','message':'Ligamos depois.'}"),
        arguments(new FactBody.DetectionGivenUp(), "DetectionGivenUp", "{}"),
        arguments(new FactBody.GreetingAwaited(), "GreetingAwaited", "{}"),
        arguments(new FactBody.LeavingMessage(), "LeavingMessage", "{}"),
        arguments(
            new FactBody.MessageLeft(true, "telnyx:e-4"),
            "MessageLeft",
            "{'spoken':true,'proof':'telnyx:e-4'}"),
        arguments(new FactBody.Held(1), "Held", "{'ordinal':1}"),
        arguments(new FactBody.Resumed(2), "Resumed", "{'ordinal':2}"),
        arguments(
            new FactBody.ControlAsked(CallControl.UNMUTE, 3),
            "ControlAsked",
            "{'control':'unmute','ordinal':3}"),
        arguments(
            new FactBody.ControlDone(CallControl.DTMF, 4),
            "ControlDone",
            "{'control':'dtmf','ordinal':4}"),
        arguments(
            new FactBody.TransferAsked(LegName.AGENT, "user-gil", "gil", true),
            "TransferAsked",
            "{'from':'agent','agentId':'user-gil','agentName':'gil','consult':true}"),
        arguments(
            new FactBody.TransferStep("refused", "21220"),
            "TransferStep",
            "{'what':'refused','code':'21220'}"),
        arguments(
            new FactBody.ControlRefused(CallControl.HOLD, 5, "20404", "no"),
            "ControlRefused",
            "{'control':'hold','ordinal':5,'code':'20404','reason':'no'}"),
        arguments(new FactBody.HangupAsked(ReleasingParty.AGENT), "HangupAsked", "{'by':'agent'}"),
        arguments(new FactBody.Initiated(), "Initiated", "{}"),
        arguments(new FactBody.Ringing(), "Ringing", "{}"),
        arguments(new FactBody.Answered(AnsweredBy.HUMAN), "Answered", "{'answeredBy':'human'}"),
        arguments(new FactBody.Apologized(), "Apologized", "{}"),
        arguments(new FactBody.Dequeued("bridged"), "Dequeued", "{'result':'bridged'}"),
        arguments(new FactBody.QueueLeft("hangup"), "QueueLeft", "{'result':'hangup'}"),
        arguments(
            new FactBody.Ended(CallOutcome.NO_ANSWER, 61, 486, "USER_BUSY", ReleasingSide.CALLEE),
            "Ended",
            "{'outcome':'no-answer','talkSeconds':61,'sipCode':486,'cause':'USER_BUSY',"
                + "'hungUpBy':'callee'}"),
        arguments(
            new FactBody.MachineDetected(AnsweredBy.MACHINE, "machine_end_beep"),
            "MachineDetected",
            "{'answeredBy':'machine','detail':'machine_end_beep'}"),
        arguments(
            new FactBody.Costed(new BigDecimal("0.0130"), "USD", 61),
            "Costed",
            "{'amount':0.0130,'currency':'USD','billedSeconds':61}"),
        arguments(
            new FactBody.Aside("digits", "menu"), "Aside", "{'what':'digits','detail':'menu'}"));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void shouldWriteAFactAsItWasAlwaysWritten(FactBody body, String kind, String json) {
    // When
    String written = body.json();

    // Then
    assertThat(written).isEqualTo(json.replace('\'', '"'));
    assertThat(body.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void shouldReadAFactThatWasWrittenLongAgo(FactBody body, String kind, String json) {
    // When
    FactBody read = FactBody.read(kind, json.replace('\'', '"'));

    // Then
    assertThat(read).isEqualTo(body);
  }

  @Test
  void shouldNameEveryKindOfFact() {
    // When
    Set<Class<?>> named = facts().map(each -> each.get()[0].getClass()).collect(Collectors.toSet());

    // Then
    assertThat(named).isEqualTo(Set.copyOf(Arrays.asList(FactBody.class.getPermittedSubclasses())));
  }
}
