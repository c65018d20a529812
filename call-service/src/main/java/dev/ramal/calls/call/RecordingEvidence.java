package dev.ramal.calls.call;

import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Consent;
import dev.ramal.events.LegName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Proof that a call may be recorded. There is none but what the carrier has said: it is made from
 * the facts of a call and in no other way, and a recording is made from nothing else.
 */
public final class RecordingEvidence {
  /** The key that agrees. */
  public static final String AGREES = "1";

  private final Told told;
  private final KeyPress key;

  private RecordingEvidence(Told told, KeyPress key) {
    this.told = told;
    this.key = key;
  }

  /** Empty while what consent demands is not proven. */
  static Optional<RecordingEvidence> of(Consent demanded, List<Fact> sorted) {
    Told told = Told.of(sorted).orElse(null);
    KeyPress key = KeyPress.agreeing(sorted).orElse(null);
    boolean proven = told != null && (demanded == Consent.ANNOUNCEMENT || key != null);
    return proven
        ? Optional.of(new RecordingEvidence(told, demanded == Consent.KEY ? key : null))
        : Optional.empty();
  }

  public Told told() {
    return told;
  }

  /** Null where the announcement was enough. */
  public KeyPress key() {
    return key;
  }

  public Consent consent() {
    return key == null ? Consent.ANNOUNCEMENT : Consent.KEY;
  }

  /** The carrier's clock is not ours: what follows from the proof did not happen before it. */
  Instant notBefore(Instant at) {
    Instant proven = key == null ? told.at() : key.at();
    return at.isBefore(proven) ? proven : at;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordingEvidence evidence
        && told.equals(evidence.told)
        && Objects.equals(key, evidence.key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(told, key);
  }

  /**
   * The announcement, as the carrier said it to its end.
   *
   * @param proof where the carrier said so
   */
  public record Told(
      LegName leg,
      CarrierCallId carrierCallId,
      String text,
      String language,
      Instant at,
      String proof) {

    static Optional<Told> of(List<Fact> sorted) {
      Optional<FactBody.Announcing> words =
          sorted.stream()
              .map(Fact::body)
              .filter(FactBody.Announcing.class::isInstance)
              .map(FactBody.Announcing.class::cast)
              .findFirst();
      return words.flatMap(
          said ->
              sorted.stream()
                  .filter(fact -> fact.body() instanceof FactBody.Announced)
                  .filter(fact -> ((FactBody.Announced) fact.body()).isProven())
                  .findFirst()
                  .map(fact -> of(said, fact)));
    }

    private static Told of(FactBody.Announcing said, Fact spoken) {
      return new Told(
          spoken.leg(),
          spoken.carrierCallId(),
          said.text(),
          said.language(),
          spoken.at(),
          ((FactBody.Announced) spoken.body()).proof());
    }
  }

  /**
   * What the lead pressed when asked.
   *
   * @param key empty when nothing was pressed
   * @param proof where the carrier said so; null when it never said anything
   */
  public record KeyPress(LegName leg, String key, Instant at, String proof) {

    static Optional<KeyPress> agreeing(List<Fact> sorted) {
      return all(sorted).stream()
          .filter(pressed -> pressed.key().equals(AGREES) && pressed.proof() != null)
          .findFirst();
    }

    /** What was pressed instead. */
    static Optional<KeyPress> other(List<Fact> sorted) {
      return all(sorted).stream().filter(pressed -> !pressed.key().equals(AGREES)).findFirst();
    }

    private static List<KeyPress> all(List<Fact> sorted) {
      return sorted.stream()
          .filter(fact -> fact.body() instanceof FactBody.Keyed)
          .map(fact -> of(fact, (FactBody.Keyed) fact.body()))
          .toList();
    }

    private static KeyPress of(Fact fact, FactBody.Keyed keyed) {
      return new KeyPress(fact.leg(), keyed.digits(), fact.at(), keyed.proof());
    }
  }
}
