package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.carrier.AnnounceCommand;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.carrier.CommandResults;
import dev.ramal.calls.carrier.JoinCommand;
import dev.ramal.calls.carrier.LegCommands;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.LegName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells an answered Telnyx leg what to do. */
@ApplicationScoped
class TelnyxLegCommands implements LegCommands {
  private static final String VOICE = "AWS.Polly.Camila";

  private final TelnyxApi telnyx;

  TelnyxLegCommands(TelnyxApi telnyx) {
    this.telnyx = telnyx;
  }

  @Override
  public Uni<CommandResult> joinConference(CarrierAccount account, JoinCommand command) {
    return command.conferenceId() == null ? create(account, command) : join(account, command);
  }

  private Uni<CommandResult> create(CarrierAccount account, JoinCommand command) {
    TelnyxCommands.CreateConference body =
        new TelnyxCommands.CreateConference(
            command.carrierCallId().value(),
            "call-" + command.callId(),
            "never",
            state(command.callId(), command.leg()),
            command.commandId());
    return telnyx
        .post(account, "/conferences", body, JsonNode.class)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<JsonNode> done && id(done.value()) == null
                    ? new CommandResult.Unknown("Telnyx made a conference and did not name it")
                    : CommandResults.of(
                        reply,
                        conference ->
                            new CommandResult.Accepted(
                                command.carrierCallId(), null, id(conference))));
  }

  /** Null in the answer to a command that Telnyx took for a repetition. */
  private static String id(JsonNode conference) {
    return conference == null ? null : conference.path("id").textValue();
  }

  private Uni<CommandResult> join(CarrierAccount account, JoinCommand command) {
    TelnyxCommands.Join body =
        new TelnyxCommands.Join(
            command.carrierCallId().value(),
            "never",
            true,
            true,
            state(command.callId(), command.leg()),
            command.commandId());
    String path = "/conferences/" + TelnyxApi.segment(command.conferenceId()) + "/actions/join";
    return telnyx
        .post(account, path, body, JsonNode.class)
        .map(
            reply ->
                CommandResults.of(
                    reply,
                    done ->
                        new CommandResult.Accepted(
                            command.carrierCallId(), null, command.conferenceId())));
  }

  @Override
  public Uni<CommandResult> announce(CarrierAccount account, AnnounceCommand command) {
    return telnyx
        .post(
            account,
            "/calls/" + TelnyxApi.segment(command.carrierCallId().value()) + "/actions/speak",
            new TelnyxCommands.Speak(
                command.text(),
                VOICE,
                "pt-BR",
                state(command.callId(), command.leg()),
                command.commandId()),
            JsonNode.class)
        .map(
            reply ->
                CommandResults.of(
                    reply,
                    done -> new CommandResult.Accepted(command.carrierCallId(), null, null)));
  }

  private static String state(CallId call, LegName leg) {
    return TelnyxClientState.of(call, leg).encoded();
  }
}
