package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.call.PendingActions.LegAction;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Speaks to legs in pt-BR. */
@ApplicationScoped
class TelnyxSpeech {
  private static final String VOICE = "AWS.Polly.Camila";

  private final TelnyxApi telnyx;
  private final TelnyxMusic music;
  private final DialingConfig config;

  TelnyxSpeech(TelnyxApi telnyx, TelnyxMusic music, DialingConfig config) {
    this.telnyx = telnyx;
    this.music = music;
    this.config = config;
  }

  Uni<Outcome<Taken>> announce(CarrierAccount account, Command command) {
    return speak(account, command, null);
  }

  /**
   * @param stop what these words take the place of; null for nothing
   */
  private Uni<Outcome<Taken>> speak(CarrierAccount account, Command command, String stop) {
    CarrierCallId leg = command.payload().carrierCallId();
    TelnyxCommands.Speak body =
        new TelnyxCommands.Speak(
            command.payload().text(),
            VOICE,
            Prompt.LANGUAGE,
            stop,
            spokenState(command),
            command.id());
    return telnyx
        .post(account, TelnyxPort.action(leg, "speak"), body, JsonNode.class)
        .map(reply -> TelnyxPort.heard(reply, leg));
  }

  Uni<Outcome<Taken>> askKey(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    TelnyxCommands.GatherUsingSpeak body =
        new TelnyxCommands.GatherUsingSpeak(
            command.payload().text(),
            VOICE,
            Prompt.LANGUAGE,
            1,
            1,
            1,
            config.keyWithin().toMillis(),
            spokenState(command),
            command.id());
    return telnyx
        .post(account, TelnyxPort.action(leg, "gather_using_speak"), body, JsonNode.class)
        .map(reply -> TelnyxPort.heard(reply, leg));
  }

  /** To a caller, whose music these words take the place of; who waits on hears it again. */
  Uni<Outcome<Taken>> say(CarrierAccount account, Command command) {
    Uni<Outcome<Taken>> said = speak(account, command, TelnyxMusic.ALL);
    return command.kind() == LegAction.Kind.HOLD_ON
        ? said.call(
            outcome ->
                outcome instanceof Outcome.Done<Taken>
                    ? music.begin(account, command)
                    : Uni.createFrom().voidItem())
        : said;
  }

  private static String spokenState(Command command) {
    return TelnyxClientState.of(command.call(), command.leg())
        .withPurposeOf(command.kind())
        .encoded();
  }
}
