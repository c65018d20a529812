package dev.ramal.calls.transcription;

import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.carrier.Transcript;
import dev.ramal.calls.recordings.RecordingStep.Recorded;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;

/**
 * Writes down what a recording says: a step that an organization chooses by its word. A bean of
 * this type is all that a further one needs. It may fetch the audio from our store ({@code
 * storedObject}), or ask whoever has it.
 *
 * <p>Failure policy: {@link #ask} leaves this process once for each attempt. {@code Throttled},
 * {@code NotTaken} and {@code Unknown} are the engine's to repeat and to ask about; {@code Refused}
 * is for ever. A failed {@code Uni} counts as {@code Unknown}.
 */
public interface Transcriber {

  /** The word under which it is chosen; stored. */
  String step();

  /** What became of an asking. */
  sealed interface Answer {
    /** It is there. */
    record Ready(Transcript transcript) implements Answer {}

    /**
     * It will be told of, or found when it is collected.
     *
     * @param handle the step's id of it; null where it has none
     */
    record Coming(String handle) implements Answer {}
  }

  /**
   * @param language as in pt-BR
   */
  Uni<Outcome<Answer>> ask(Recorded recording, String language);

  /**
   * What became of an asking whose outcome is not known. Changes nothing.
   *
   * @return {@code NotTaken} where it may be asked again
   */
  Uni<Outcome<Answer>> find(Recorded recording, String language);

  /**
   * What was {@link Answer.Coming}. May be repeated.
   *
   * @return {@code NotTaken} while it is not there
   */
  Uni<Outcome<Answer>> collect(Recorded recording, String language, String handle);

  /**
   * Erases whatever the step keeps of it; what is not done is repeated.
   *
   * @return {@code Refused} where the step cannot say whether it keeps anything, and never will
   */
  Uni<Outcome<Erasure>> erase(Recorded recording, String language);
}
