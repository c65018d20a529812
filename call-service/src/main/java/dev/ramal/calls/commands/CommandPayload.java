package dev.ramal.calls.commands;

/**
 * What a command needs beyond the leg it is about; what a kind does not need is null.
 *
 * @param to whom to dial
 * @param from caller id, E.164
 * @param record whether the dialled leg is recorded
 * @param ringSeconds how long the dialled leg may ring
 * @param carrierCallId the carrier's handle of the leg
 * @param conferenceId null makes the conference
 * @param text what to say
 */
public record CommandPayload(
    String to,
    String from,
    boolean record,
    Integer ringSeconds,
    String carrierCallId,
    String conferenceId,
    String text) {

  public static CommandPayload dial(String to, String from, boolean record, int ringSeconds) {
    return new CommandPayload(to, from, record, ringSeconds, null, null, null);
  }

  public static CommandPayload leg(String carrierCallId) {
    return new CommandPayload(null, null, false, null, carrierCallId, null, null);
  }

  public static CommandPayload join(String carrierCallId, String conferenceId) {
    return new CommandPayload(null, null, false, null, carrierCallId, conferenceId, null);
  }

  public static CommandPayload say(String carrierCallId, String text) {
    return new CommandPayload(null, null, false, null, carrierCallId, null, text);
  }
}
