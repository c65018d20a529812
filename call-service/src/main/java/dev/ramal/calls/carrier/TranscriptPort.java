package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;

/**
 * What a carrier writes down of its recordings. As with {@link CarrierPort} a failed {@code Uni} is
 * a bug.
 */
public interface TranscriptPort {

  /**
   * A recording as the carrier knows it.
   *
   * @param recordingId the carrier's
   * @param channels null when nobody said
   * @param ofCall whether both sides of a call are on it; else one person's message
   * @param language as in pt-BR
   */
  record Speech(String recordingId, Integer channels, boolean ofCall, String language) {
    /** Whether each side is on a channel of its own. */
    public boolean hasSides() {
      return ofCall && channels != null && channels == 2;
    }
  }

  /**
   * That the carrier writes it down.
   *
   * @param handle the carrier's id of the transcript; null where it has not named it yet
   */
  record Asked(String handle) {}

  /** What was not answered is looked for again: a key that is refused today may hold tomorrow. */
  static <T> Outcome<T> later(CarrierReply<?> reply) {
    return reply instanceof CarrierReply.Throttled<?> fast
        ? new Outcome.Throttled<>(fast.retryAfter(), "throttled")
        : new Outcome.NotTaken<>(Lookup.CannotTell.because(reply).toString());
  }

  /** What a carrier answered that was told to erase one; what it refused is tried again. */
  static Outcome<Erasure> erased(CarrierReply<?> reply) {
    return Erasures.of(reply) instanceof Outcome.Done<Erasure> done ? done : later(reply);
  }

  /** Has it written down; where the carrier does so anyway, or did, nothing is asked for. */
  Uni<Outcome<Asked>> ask(CarrierAccount account, Speech speech);

  /**
   * Whether it was asked for. Changes nothing at the carrier.
   *
   * @return {@code NotTaken} where it was not
   */
  Uni<Outcome<Asked>> find(CarrierAccount account, Speech speech);

  /**
   * What was written down.
   *
   * @param handle null where the carrier has not named it
   * @return {@code NotTaken} while it is not there
   */
  Uni<Outcome<Transcript>> fetch(CarrierAccount account, Speech speech, String handle);

  /**
   * Erases all that was written down of it; done is, too, what is not there.
   *
   * @return {@code Refused} where the carrier does not say what there is: not for what is there
   */
  Uni<Outcome<Erasure>> erase(CarrierAccount account, Speech speech);
}
