package dev.ramal.calls.carrier.telnyx;

/**
 * Bodies of Telnyx's voice commands; names become snake_case, null fields are left out. Telnyx
 * ignores a command whose {@code command_id} it has seen in the last minute.
 */
final class TelnyxCommands {
  private TelnyxCommands() {}

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
      String record,
      String recordChannels,
      String recordFormat) {}

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

  /** {@code POST /calls/{id}/actions/speak}. */
  record Speak(
      String payload, String voice, String language, String clientState, String commandId) {}

  /** {@code POST /calls/{id}/actions/hangup}. */
  record Hangup(String clientState, String commandId) {}
}
