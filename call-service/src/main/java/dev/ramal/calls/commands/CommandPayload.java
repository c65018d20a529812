package dev.ramal.calls.commands;

import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;

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
    E164 from,
    boolean record,
    Integer ringSeconds,
    CarrierCallId carrierCallId,
    String conferenceId,
    String text) {

  public static CommandPayload dial(String to, E164 from, boolean record, int ringSeconds) {
    return new CommandPayload(to, from, record, ringSeconds, null, null, null);
  }

  public static CommandPayload leg(CarrierCallId carrierCallId) {
    return new CommandPayload(null, null, false, null, carrierCallId, null, null);
  }

  public static CommandPayload join(CarrierCallId carrierCallId, String conferenceId) {
    return new CommandPayload(null, null, false, null, carrierCallId, conferenceId, null);
  }

  public static CommandPayload say(CarrierCallId carrierCallId, String text) {
    return new CommandPayload(null, null, false, null, carrierCallId, null, text);
  }
}
