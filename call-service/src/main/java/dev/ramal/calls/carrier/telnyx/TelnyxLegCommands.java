package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.CarrierPort.LegCommands;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
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
  public Uni<CommandResult> joinConference(CarrierAccount account, Command command) {
    return command.payload().conferenceId() == null
        ? create(account, command)
        : join(account, command);
  }

  private Uni<CommandResult> create(CarrierAccount account, Command command) {
    TelnyxCommands.CreateConference body =
        new TelnyxCommands.CreateConference(
            command.payload().carrierCallId().value(),
            "call-" + command.call(),
            "never",
            TelnyxClientState.of(command.call(), command.leg()).encoded(),
            command.id());
    return telnyx
        .post(account, "/conferences", body, JsonNode.class)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<JsonNode> done && id(done.value()) == null
                    ? new CommandResult.Unknown("Telnyx made a conference and did not name it")
                    : CommandResult.of(
                        reply,
                        conference ->
                            new CommandResult.Accepted(
                                command.payload().carrierCallId(), null, id(conference))));
  }

  /** Null in the answer to a command that Telnyx took for a repetition. */
  private static String id(JsonNode conference) {
    return conference == null ? null : conference.path("id").textValue();
  }

  private Uni<CommandResult> join(CarrierAccount account, Command command) {
    TelnyxCommands.Join body =
        new TelnyxCommands.Join(
            command.payload().carrierCallId().value(),
            "never",
            true,
            true,
            TelnyxClientState.of(command.call(), command.leg()).encoded(),
            command.id());
    String path =
        "/conferences/" + TelnyxApi.segment(command.payload().conferenceId()) + "/actions/join";
    return telnyx
        .post(account, path, body, JsonNode.class)
        .map(
            reply ->
                CommandResult.of(
                    reply,
                    done ->
                        new CommandResult.Accepted(
                            command.payload().carrierCallId(),
                            null,
                            command.payload().conferenceId())));
  }

  @Override
  public Uni<CommandResult> announce(CarrierAccount account, Command command) {
    return telnyx
        .post(
            account,
            "/calls/"
                + TelnyxApi.segment(command.payload().carrierCallId().value())
                + "/actions/speak",
            new TelnyxCommands.Speak(
                command.payload().text(),
                VOICE,
                "pt-BR",
                TelnyxClientState.of(command.call(), command.leg()).encoded(),
                command.id()),
            JsonNode.class)
        .map(
            reply ->
                CommandResult.of(
                    reply, done -> CommandResult.Accepted.of(command.payload().carrierCallId())));
  }
}
