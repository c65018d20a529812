package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts legs into the conference of their call: the first one makes it. */
@ApplicationScoped
class TelnyxConferences {
  private final TelnyxApi telnyx;
  private final TelnyxMusic music;

  TelnyxConferences(TelnyxApi telnyx, TelnyxMusic music) {
    this.telnyx = telnyx;
    this.music = music;
  }

  Uni<Outcome<Taken>> join(CarrierAccount account, Command command) {
    if (command.payload().conferenceId() == null) {
      return create(account, command);
    }
    return command.payload().hearsMusic()
        ? music.quietly(account, command, () -> enter(account, command))
        : enter(account, command);
  }

  private Uni<Outcome<Taken>> create(CarrierAccount account, Command command) {
    TelnyxCommands.CreateConference body =
        new TelnyxCommands.CreateConference(
            command.payload().carrierCallId().value(),
            "call-" + command.call(),
            "never",
            TelnyxPort.clientState(command),
            command.id());
    return telnyx
        .post(account, "/conferences", body, JsonNode.class)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<JsonNode> done && id(done.value()) == null
                    ? new Outcome.Unknown<>("Telnyx made a conference and did not name it")
                    : reply.outcome(
                        conference ->
                            new Taken.Accepted(
                                command.payload().carrierCallId(), null, id(conference))));
  }

  /** Null in the answer to a command that Telnyx took for a repetition. */
  private static String id(JsonNode conference) {
    return conference == null ? null : conference.path("id").textValue();
  }

  private Uni<Outcome<Taken>> enter(CarrierAccount account, Command command) {
    TelnyxCommands.Join body =
        new TelnyxCommands.Join(
            command.payload().carrierCallId().value(),
            "never",
            true,
            !command.leg().isAgent(),
            TelnyxPort.clientState(command),
            command.id());
    String path =
        "/conferences/" + TelnyxApi.segment(command.payload().conferenceId()) + "/actions/join";
    return telnyx
        .post(account, path, body, JsonNode.class)
        .map(
            reply ->
                TelnyxPort.isOver(reply) && command.leg().ordinal() > 1
                    ? new Outcome.Refused<>(
                        CarrierPort.CALL_ENDED, "whoever was to take over has gone")
                    : reply.outcome(
                        done ->
                            new Taken.Accepted(
                                command.payload().carrierCallId(),
                                null,
                                command.payload().conferenceId())));
  }
}
