package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a caller hears between the words while waiting. Telnyx plays one thing after the other: the
 * music goes on until it is stopped, or until words take its place.
 */
@ApplicationScoped
class TelnyxMusic {
  /** All that is played and waits to be. */
  static final String ALL = "all";

  private static final String FOR_EVER = "infinity";

  private final TelnyxApi telnyx;
  private final HoldMusic music;

  TelnyxMusic(TelnyxApi telnyx, HoldMusic music) {
    this.telnyx = telnyx;
    this.music = music;
  }

  /** When the words of the command have been said. */
  Uni<CarrierReply<JsonNode>> begin(CarrierAccount account, Command words) {
    TelnyxCommands.PlaybackStart body =
        new TelnyxCommands.PlaybackStart(
            music.address(), FOR_EVER, TelnyxPort.clientState(words), id(words));
    return telnyx.post(account, action(words, "playback_start"), body, JsonNode.class);
  }

  /**
   * Does something with the leg when it hears nothing any more: unless Telnyx stopped what it
   * hears, or has nothing to stop, both are repeated. The end of words that this cuts off is told
   * without the name of any.
   */
  Uni<Outcome<Taken>> quietly(
      CarrierAccount account, Command next, Supplier<Uni<Outcome<Taken>>> then) {
    TelnyxCommands.PlaybackStop body =
        new TelnyxCommands.PlaybackStop(ALL, TelnyxPort.clientState(next), id(next));
    return telnyx
        .post(account, action(next, "playback_stop"), body, JsonNode.class)
        .map(reply -> reply.<Taken>outcome(done -> Taken.Accepted.of(handle(next))))
        .chain(
            outcome ->
                outcome instanceof Outcome.Done<Taken> || outcome instanceof Outcome.Refused<Taken>
                    ? then.get()
                    : Uni.createFrom().item(outcome));
  }

  private static String action(Command command, String action) {
    return TelnyxPort.action(handle(command), action);
  }

  private static CarrierCallId handle(Command command) {
    return command.payload().carrierCallId();
  }

  /** The command's own id is that of its first request; the same however often it is sent. */
  private static String id(Command command) {
    String own = command.id() + ":music";
    return UUID.nameUUIDFromBytes(own.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
