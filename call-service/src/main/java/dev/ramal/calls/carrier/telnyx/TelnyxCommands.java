package dev.ramal.calls.carrier.telnyx;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bodies of Telnyx's voice commands; names become snake_case, null fields are left out. Telnyx
 * ignores a command whose {@code command_id} it has seen in the last minute.
 */
final class TelnyxCommands {
  /**
   * By itself Telnyx gives a webhook up within seconds. It repeats at most five times and for at
   * most a minute in all; each event that moves a call, its bill or its recording gets that.
   */
  static final Map<String, Retries> RETRIES =
      Stream.of(
              "call.answered",
              "call.machine.premium.detection.ended",
              "call.machine.premium.greeting.ended",
              "call.speak.ended",
              "call.gather.ended",
              "call.hangup",
              "call.recording.saved",
              "call.recording.error",
              "call.cost")
          .collect(
              Collectors.toUnmodifiableMap(
                  event -> event, event -> new Retries(List.of(1000, 4000, 10000, 20000, 24000))));

  private TelnyxCommands() {}

  /** Waits before each repetition of a webhook, milliseconds. */
  record Retries(List<Integer> retriesMs) {}

  /** {@code POST /calls}. */
  record Dial(
      String connectionId,
      String to,
      String from,
      int timeoutSecs,
      String clientState,
      String commandId,
      String webhookUrl,
      String webhookUrlMethod,
      Map<String, Retries> webhookRetriesPolicies,
      String answeringMachineDetection) {}

  /** {@code POST /conferences}: the leg is its first participant. */
  record CreateConference(
      String callControlId,
      String name,
      String beepEnabled,
      String clientState,
      String commandId) {}

  /** {@code POST /conferences/{id}/actions/join}. */
  record Join(
      String callControlId,
      String beepEnabled,
      boolean startConferenceOnEnter,
      boolean endConferenceOnExit,
      String clientState,
      String commandId) {}

  /**
   * {@code POST /calls/{id}/actions/speak}.
   *
   * @param stop what these words take the place of; without it they wait behind what is played
   */
  record Speak(
      String payload,
      String voice,
      String language,
      String stop,
      String clientState,
      String commandId) {}

  /** {@code POST /calls/{id}/actions/playback_start}: behind what is said or played. */
  record PlaybackStart(String audioUrl, String loop, String clientState, String commandId) {}

  /** {@code POST /calls/{id}/actions/playback_stop}. */
  record PlaybackStop(String stop, String clientState, String commandId) {}

  /** {@code POST /calls/{id}/actions/gather_using_speak}. */
  record GatherUsingSpeak(
      String payload,
      String voice,
      String language,
      int minimumDigits,
      int maximumDigits,
      int maximumTries,
      long timeoutMillis,
      String clientState,
      String commandId) {}

  /** {@code POST /calls/{id}/actions/answer}. */
  record Answer(
      String clientState,
      String commandId,
      String webhookUrl,
      String webhookUrlMethod,
      Map<String, Retries> webhookRetriesPolicies) {}

  /**
   * {@code POST /calls/{id}/actions/record_start} for a message.
   *
   * @param maxLength seconds
   * @param timeoutSecs of silence, after which it ends
   * @param transcription as in {@link RecordStart}
   */
  record RecordMessage(
      String channels,
      String format,
      boolean playBeep,
      int maxLength,
      int timeoutSecs,
      Boolean transcription,
      String transcriptionLanguage,
      String clientState,
      String commandId) {}

  /**
   * {@code POST /calls/{id}/actions/record_start}.
   *
   * @param transcription whether it is written down once it is saved; null where not
   * @param transcriptionLanguage as in pt-BR; null where not
   */
  record RecordStart(
      String channels,
      String format,
      Boolean transcription,
      String transcriptionLanguage,
      String clientState,
      String commandId) {}

  /**
   * {@code POST /conferences/{id}/actions/hold}, {@code unhold}, {@code mute}, {@code unmute}: of
   * these Telnyx takes no {@code command_id}. Without ids everybody is meant.
   *
   * @param audioUrl WAV or MP3, played over and over to who is on hold; null for the others
   */
  record OfParticipants(List<String> callControlIds, String audioUrl) {}

  /** {@code POST /calls/{id}/actions/send_dtmf}: 0-9, A-D, * and #; w and W wait. */
  record SendDtmf(String digits, String clientState, String commandId) {}

  /** {@code POST /calls/{id}/actions/record_pause}, {@code …/record_resume}. */
  record OfRecording(String clientState, String commandId) {}

  /**
   * {@code POST /calls/{id}/actions/reject}: of a call that comes and was not answered. Without a
   * {@code command_id}, as {@link Hangup}.
   *
   * @param cause {@code CALL_REJECTED} or {@code USER_BUSY}
   */
  record Reject(String cause, String clientState) {}

  /**
   * {@code POST /calls/{id}/actions/hangup}. Without a {@code command_id}: ending a leg twice does
   * no harm, and a hang-up that came to nothing must not have the next one ignored.
   */
  record Hangup(String clientState) {}
}
