package dev.ramal.calls.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.commands.Command.Detect;
import dev.ramal.calls.commands.Command.StoredCommand;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredCommandsTest {

  static Stream<Arguments> payloads() {
    return Stream.of(
        arguments(
            CommandPayload.dial("client:ana", E164.of("+551130001000"), 30),
            "{'to':'client:ana','from':'+551130001000','ringSeconds':30}"),
        arguments(
            CommandPayload.dial("client:ana", E164.of("+551130001000"), 30)
                .detecting(new Detect(true, false)),
            "{'to':'client:ana','from':'+551130001000','ringSeconds':30,"
                + "'detect':{'async':true,'untilBeep':false}}"),
        arguments(CommandPayload.leg(new CarrierCallId("CA1")), "{'carrierCallId':'CA1'}"),
        arguments(
            CommandPayload.join(new CarrierCallId("CA1"), "c-1"),
            "{'carrierCallId':'CA1','conferenceId':'c-1'}"),
        arguments(
            CommandPayload.say(new CarrierCallId("CA1"), "Olá."),
            "{'carrierCallId':'CA1','text':'Olá.'}"),
        arguments(
            CommandPayload.sayBeforeMusic(new CarrierCallId("CA1"), "Olá."),
            "{'carrierCallId':'CA1','text':'Olá.','music':true}"),
        arguments(
            CommandPayload.control(new CarrierCallId("CA1"), "CF1", null, 2),
            "{'carrierCallId':'CA1','conferenceId':'CF1','ordinal':2}"));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void shouldWriteAPayloadAsItWasAlwaysWritten(CommandPayload payload, String json) {
    // When
    String written = EventJson.write(payload);

    // Then
    assertThat(written).isEqualTo(json.replace('\'', '"'));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void shouldReadAPayloadThatWasWrittenLongAgo(CommandPayload payload, String json) {
    // When
    CommandPayload read = EventJson.read(json.replace('\'', '"'), CommandPayload.class);
    CommandPayload older =
        EventJson.read(
            json.replace("{", "{'record':true,").replace('\'', '"'), CommandPayload.class);

    // Then
    assertThat(read).isEqualTo(payload);
    assertThat(older).isEqualTo(payload);
  }

  @Test
  void shouldReadACommandAsTheMigrationOfOlderOnesWroteIt() {
    // When
    StoredCommand read =
        EventJson.read(
            "{'leg':'lead','carrier':'twilio','with':{'record':false,'carrierCallId':'CA1'}}"
                .replace('\'', '"'),
            StoredCommand.class);

    // Then
    assertThat(read)
        .isEqualTo(
            new StoredCommand("lead", "twilio", CommandPayload.leg(new CarrierCallId("CA1"))));
  }

  @Test
  @DisplayName("CALL-290 a call may have any number of agents' legs")
  void shouldKeepTheKeysOfItsJobs() {
    // Given
    CallId call = CallId.of("0195a1b2-0000-7000-8000-000000000001");

    // Then
    assertThat(CommandJobs.key(call, LegAction.of(LegAction.Kind.DIAL, LegName.AGENT)))
        .isEqualTo(call + ":DIAL:AGENT");
    assertThat(CommandJobs.key(call, new LegAction(LegAction.Kind.JOIN, LegName.agent(2), 3)))
        .isEqualTo(call + ":JOIN:AGENT-2:3");
  }

  @Test
  void shouldKeepTheWordsOfItsJobs() {
    // When
    List<String> kinds = Arrays.stream(LegAction.Kind.values()).map(Enum::name).toList();

    // Then
    assertThat(CommandJobs.QUEUE).isEqualTo("carrier-commands");
    assertThat(kinds)
        .containsExactly(
            "DIAL",
            "JOIN",
            "ANNOUNCE",
            "HANG_UP",
            "DROP",
            "RECORD",
            "ASK",
            "HOLD",
            "RESUME",
            "MUTE",
            "UNMUTE",
            "PAUSE_RECORDING",
            "RESUME_RECORDING",
            "SEND_DIGITS",
            "WHISPER",
            "LEAVE_MESSAGE",
            "WAIT",
            "ANSWER",
            "REJECT",
            "HOLD_ON",
            "GREET",
            "TAKE_MESSAGE",
            "DISMISS",
            "REDIRECT",
            "LET_LEAVE");
  }
}
