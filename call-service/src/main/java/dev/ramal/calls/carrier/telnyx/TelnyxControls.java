package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.HoldMusic;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Holds, mutes and sends keys. Telnyx holds and mutes participants of conferences, sends keys to a
 * leg, and tells of none of it by an event: its answer is its word.
 */
@ApplicationScoped
class TelnyxControls {
  private static final String CONFERENCE_ENDED = "90019";
  private static final String NO_PARTICIPANTS = "90033";
  private static final int UNPROCESSABLE = 422;

  private final TelnyxApi telnyx;
  private final HoldMusic music;

  TelnyxControls(TelnyxApi telnyx, HoldMusic music) {
    this.telnyx = telnyx;
    this.music = music;
  }

  Uni<Outcome<Taken>> control(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    return switch (command.control()) {
      case HOLD -> participants(account, command, "hold", music.address());
      case RESUME -> participants(account, command, "unhold", null);
      case MUTE -> participants(account, command, "mute", null);
      case UNMUTE -> participants(account, command, "unmute", null);
      case DTMF ->
          telnyx
              .post(
                  account,
                  TelnyxPort.action(leg, "send_dtmf"),
                  new TelnyxCommands.SendDtmf(
                      command.payload().text(), TelnyxPort.clientState(command), command.id()),
                  JsonNode.class)
              .map(reply -> TelnyxPort.heard(reply, leg));
      case PAUSE_RECORDING, RESUME_RECORDING ->
          throw new IllegalStateException("done to recordings: " + command.control());
    };
  }

  private Uni<Outcome<Taken>> participants(
      CarrierAccount account, Command command, String action, String audioUrl) {
    CarrierCallId leg = command.payload().carrierCallId();
    String conference = TelnyxApi.segment(command.payload().conferenceId());
    return telnyx
        .post(
            account,
            "/conferences/" + conference + "/actions/" + action,
            new TelnyxCommands.OfParticipants(List.of(leg.value()), audioUrl),
            JsonNode.class)
        .map(reply -> outcome(reply, leg));
  }

  static Outcome<Taken> outcome(CarrierReply<JsonNode> reply, CarrierCallId leg) {
    if (reply instanceof CarrierReply.Refused<JsonNode> refused) {
      if (CONFERENCE_ENDED.equals(refused.code())
          || NO_PARTICIPANTS.equals(refused.code())
          || TelnyxPort.isOver(reply)) {
        return new Outcome.Refused<>(CarrierPort.CALL_ENDED, "the conference was over");
      }
      if (refused.status() == UNPROCESSABLE) {
        return new Outcome.NotTaken<>("the leg is not in the conference: " + refused.reason());
      }
    }
    return reply.outcome(done -> Taken.Accepted.of(leg));
  }
}
