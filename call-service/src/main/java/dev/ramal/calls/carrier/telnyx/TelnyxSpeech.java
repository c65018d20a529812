package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.carrier.TranscriptWish;
import dev.ramal.calls.commands.CallerConfig;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Speaks to a leg, asks it for a key, takes down what it has to say. */
@ApplicationScoped
class TelnyxSpeech {
  private static final String VOICE = "AWS.Polly.Camila";

  /** A message ends when nothing is said for so long. */
  private static final int SILENCE_SECONDS = 5;

  private final TelnyxApi telnyx;
  private final TelnyxMusic music;
  private final DialingConfig config;
  private final CallerConfig callers;
  private final TranscriptWish wish;

  TelnyxSpeech(
      TelnyxApi telnyx,
      TelnyxMusic music,
      DialingConfig config,
      CallerConfig callers,
      TranscriptWish wish) {
    this.telnyx = telnyx;
    this.music = music;
    this.config = config;
    this.callers = callers;
    this.wish = wish;
  }

  /**
   * The event that tells that it was said has the name of what was said last. Whether a caller has
   * heard the last words decides what is done to them, so that none are begun over others.
   */
  Uni<Outcome<Taken>> say(CarrierAccount account, Command command) {
    return switch (command.kind()) {
      case GREET, DISMISS -> music.quietly(account, command, () -> speak(account, command));
      default -> speak(account, command);
    };
  }

  private Uni<Outcome<Taken>> speak(CarrierAccount account, Command command) {
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
    return words.payload().hearsMusic() && said instanceof Outcome.Done<Taken>;
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

  Uni<Outcome<Taken>> takeMessage(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    return wish.language(account.tenant())
        .map(language -> message(command, language.orElse(null)))
        .chain(
            body ->
                telnyx.post(account, TelnyxPort.action(leg, "record_start"), body, JsonNode.class))
        .map(reply -> TelnyxPort.heard(reply, leg));
  }

  private TelnyxCommands.RecordMessage message(Command command, String language) {
    return new TelnyxCommands.RecordMessage(
        "single",
        "mp3",
        true,
        (int) callers.longestMessage().toSeconds(),
        SILENCE_SECONDS,
        language == null ? null : true,
        language,
        TelnyxPort.clientState(command),
        command.id());
  }

  private static String spokenState(Command command) {
    return TelnyxClientState.of(command.call(), command.leg())
        .withPurposeOf(command.kind())
        .encoded();
  }
}
