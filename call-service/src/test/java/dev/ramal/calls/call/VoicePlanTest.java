package dev.ramal.calls.call;

import static dev.ramal.events.LegName.AGENT;
import static dev.ramal.events.LegName.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.AskKey;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.HangUp;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.JoinConference;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction.Speak;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.Carrier;
import dev.ramal.events.LegName;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CALL-08 what an answered leg does is decided once, for every carrier")
class VoicePlanTest {
  private static final VoiceInstruction JOINS = new JoinConference();
  private static final VoiceInstruction TELLS = new Speak(Prompt.RECORDING_DISCLAIMER);
  private static final VoiceInstruction LEAVES = new Speak(Prompt.VOICEMAIL_MESSAGE);
  private static final Whisper NO_WHISPER = new Whisper.NotWanted();
  private static final Detection.Stage NOBODY = new Detection.NotWanted();
  private static final Optional<VoiceInstruction> NOTHING = Optional.empty();
  private static final Optional<VoiceInstruction> TELL =
      Optional.of(new Speak(Prompt.RECORDING_DISCLAIMER));
  private static final Optional<VoiceInstruction> JOIN = Optional.of(new JoinConference());

  static Stream<Arguments> ways() {
    return Stream.of(
        arguments(AGENT, new RecordingProgress.ToTell(), JOINS),
        arguments(AGENT, new RecordingProgress.Withheld("untold", null, false), JOINS),
        arguments(LEAD, new RecordingProgress.NotWanted(null), JOINS),
        arguments(LEAD, new RecordingProgress.ToTell(), new Speak(Prompt.RECORDING_DISCLAIMER)),
        arguments(LEAD, new RecordingProgress.Telling(), new Speak(Prompt.RECORDING_DISCLAIMER)),
        arguments(LEAD, new RecordingProgress.Asking(null), new AskKey(Prompt.CONSENT_QUESTION)),
        arguments(LEAD, new RecordingProgress.Allowed(null), JOINS),
        arguments(LEAD, new RecordingProgress.Begun(null, null, null), JOINS),
        arguments(LEAD, new RecordingProgress.Missing(null, "absent", null), JOINS),
        arguments(LEAD, new RecordingProgress.Withheld("untold", null, true), JOINS),
        arguments(LEAD, new RecordingProgress.Withheld("no-key", null, false), new HangUp()));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @MethodSource("ways")
  void shouldLeadOnUntilTheCarrierHasSomethingToSay(
      LegName leg, RecordingProgress recording, VoiceInstruction expected) {
    // When / Then
    assertThat(VoicePlan.next(leg, EveryPlan.state(NO_WHISPER, NOBODY, recording)))
        .containsExactly(expected);
  }

  static Stream<Arguments> firstThings() {
    return Stream.of(
        arguments(AGENT, new Whisper.ToSay("Maria"), NOBODY, new Speak(Prompt.WHISPER)),
        arguments(AGENT, new Whisper.Saying("Maria"), NOBODY, new Speak(Prompt.WHISPER)),
        arguments(AGENT, new Whisper.Over(), NOBODY, JOINS),
        arguments(LEAD, NO_WHISPER, new Detection.Awaiting(), TELLS),
        arguments(LEAD, NO_WHISPER, new Detection.Connects(), TELLS),
        arguments(LEAD, NO_WHISPER, new Detection.LetGo("voicemail"), new HangUp()),
        arguments(LEAD, NO_WHISPER, new Detection.Beeped(false), LEAVES),
        arguments(LEAD, NO_WHISPER, new Detection.Leaving(), LEAVES));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
  @MethodSource("firstThings")
  @DisplayName("CALL-270 whisper and machine come before everything else, for every carrier")
  void shouldWhisperToTheAgentAndKeepMachinesFromIt(
      LegName leg, Whisper whisper, Detection.Stage found, VoiceInstruction expected) {
    // When / Then
    assertThat(VoicePlan.next(leg, EveryPlan.state(whisper, found, new RecordingProgress.ToTell())))
        .containsExactly(expected);
  }

  @Test
  void shouldLetGoALegOfNoOpenCall() {
    // When / Then
    assertThat(VoicePlan.unavailable())
        .containsExactly(new Speak(Prompt.CALL_UNAVAILABLE), new HangUp());
  }

  static Stream<Arguments> cells() {
    return Stream.of(
        arguments(AGENT, false, false, false, JOIN),
        arguments(AGENT, true, false, false, JOIN),
        arguments(AGENT, true, true, false, JOIN),
        arguments(AGENT, false, false, true, NOTHING),
        arguments(AGENT, true, true, true, NOTHING),
        arguments(LEAD, false, false, false, NOTHING),
        arguments(LEAD, false, false, true, JOIN),
        arguments(LEAD, true, false, false, TELL),
        arguments(LEAD, true, false, true, TELL),
        arguments(LEAD, true, true, false, NOTHING),
        arguments(LEAD, true, true, true, JOIN));
  }

  @ParameterizedTest(name = "{0}, recorded {1}, told {2}, conference {3}: {4}")
  @MethodSource("cells")
  void shouldNameWhatIsDue(
      LegName leg,
      boolean recorded,
      boolean told,
      boolean conference,
      Optional<VoiceInstruction> expected) {
    // Given
    Call call = Calls.after(Calls.requested(Carrier.TELNYX, recorded), answered(AGENT, 2));
    call = Calls.after(call, Calls.fact(LEAD, 3, new FactBody.Ordered("+5511987654321")));
    call = Calls.after(call, answered(LEAD, 5));
    if (told) {
      call = Calls.after(call, Calls.fact(LEAD, 5, new FactBody.Announcing("Olá.", "pt-BR")));
      call = Calls.after(call, Calls.fact(LEAD, 6, new FactBody.Announced(true, "event-1")));
    }
    if (conference) {
      call = Calls.after(call, Calls.fact(AGENT, 7, new FactBody.Conferenced("conf-1")));
    }

    // When
    Optional<VoiceInstruction> due = VoicePlan.due(call, call.state().leg(leg));

    // Then
    assertThat(due).isEqualTo(expected);
  }

  private static Fact answered(LegName leg, int second) {
    return Calls.fact(leg, second, new FactBody.Answered(null));
  }
}
