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

/** Speaks to a leg, and asks it for a key. */
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

  /** The event that tells that it was said has the name of what was said last. */
  Uni<Outcome<Taken>> say(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    TelnyxCommands.Speak body =
        new TelnyxCommands.Speak(
            command.payload().text(),
            VOICE,
            Prompt.LANGUAGE,
            command.isToCaller() ? TelnyxMusic.ALL : null,
            spokenState(command),
            command.id());
    return telnyx
        .post(account, TelnyxPort.action(leg, "speak"), body, JsonNode.class)
        .map(reply -> TelnyxPort.heard(reply, leg))
        .call(said -> isToWaitOn(command, said) ? music.begin(account, command) : nothing());
  }

  /** Whoever waits on hears music behind the words. */
  private static boolean isToWaitOn(Command words, Outcome<Taken> said) {
    return words.kind() == LegAction.Kind.HOLD_ON && said instanceof Outcome.Done<Taken>;
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
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

  private static String spokenState(Command command) {
    return TelnyxClientState.of(command.call(), command.leg())
        .withPurposeOf(command.kind())
        .encoded();
  }
}
