package dev.ramal.calls.call;

import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;

/**
 * One thing that happened to a call.
 *
 * @param id unique within the call; the event's id for a carrier fact
 * @param leg null for what concerns the whole call, and while a carrier's fact names no leg
 * @param carrierCallId the carrier's handle of the leg; null while unknown
 * @param at when it happened, microseconds (what the store keeps)
 * @param sequence the carrier's order hint; null where it gives none
 */
public record Fact(
    String id,
    LegName leg,
    CarrierCallId carrierCallId,
    Instant at,
    Integer sequence,
    FactBody body) {

  /** The carrier's order, never the order of arrival. Total, so that every shuffle sorts alike. */
  static final Comparator<Fact> ORDER =
      Comparator.comparing(Fact::at)
          .thenComparingInt(fact -> fact.sequence() == null ? -1 : fact.sequence())
          .thenComparingInt(fact -> fact.body().rank())
          .thenComparing(Fact::id);

  public Fact {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(body, "body");
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  Fact onLeg(LegName name) {
    return new Fact(id, name, carrierCallId, at, sequence, body);
  }

  /** Whether it concerns the whole call and needs no leg. */
  boolean concernsCall() {
    return body instanceof FactBody.HangupAsked
        || body instanceof FactBody.Denied
        || body instanceof FactBody.RecordingAsked
        || body instanceof FactBody.DetectionAsked
        || body instanceof FactBody.RecordingMissing
        || body instanceof FactBody.RecordingKept
        || body instanceof FactBody.Routed;
  }

  /** One of the terms on which a call is made. The ids stand in stored rows. */
  static Fact ofTerm(FactBody term, Instant at) {
    if (term instanceof FactBody.RecordingAsked) {
      return new Fact("recording-asked", null, null, at, null, term);
    }
    return term instanceof FactBody.WhisperAsked
        ? new Fact("whisper-asked", LegName.AGENT, null, at, null, term)
        : new Fact("detection-asked", null, null, at, null, term);
  }
}
