package dev.ramal.calls.call;

import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** From the sorted facts of one leg to its state. */
final class LegProjection {
  /** Of several ends the one that counts seconds wins, then the earliest. */
  private static final Comparator<Fact> BEST_END =
      Comparator.<Fact>comparingInt(
              fact -> ((FactBody.Ended) fact.body()).talkSeconds() == null ? 1 : 0)
          .thenComparing(Fact.ORDER);

  /** As both carriers say that somebody hung up while waiting. */
  private static final String HUNG_UP = "hangup";

  /** How far apart times in whole seconds may lie that tell the same. */
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  private final LegName name;
  private final List<Fact> facts;

  LegProjection(LegName name, List<Fact> sortedFactsOfLeg) {
    this.name = name;
    this.facts = sortedFactsOfLeg;
  }

  LegState state() {
    Fact end = facts.stream().filter(is(FactBody.Ended.class)).min(BEST_END).orElse(null);
    FactBody.Ended ended = end == null ? null : (FactBody.Ended) end.body();
    Instant answerSaid = first(FactBody.Answered.class).map(Fact::at).orElse(null);
    Instant answerImplied = answerImpliedBy(end);
    FactBody.Refused refused = last(FactBody.Refused.class).orElse(null);
    boolean dropped = first(FactBody.Dropped.class).isPresent();
    boolean dialed = facts.stream().anyMatch(LegProjection::provesDialing);
    String unattended = unattended();
    return new LegState(
        name,
        address(),
        handle(),
        isUnclear() && !dialed && refused == null && !dropped,
        dropped,
        refused,
        dialed ? noLaterThan(answerImplied, dialedAt()) : null,
        first(FactBody.Ringing.class).map(Fact::at).orElse(null),
        unattended != null ? null : answeredAt(answerSaid, answerImplied),
        answerSaid != null && unattended == null,
        first(FactBody.Conferenced.class).isPresent(),
        first(FactBody.Offered.class).isPresent(),
        first(FactBody.OfferLapsed.class).isPresent(),
        unattended,
        answeredBy(),
        ended,
        closedAt(end),
        lastWhere(FactBody.Costed.class, cost -> cost.money().isPresent()).orElse(null));
  }

  private String address() {
    return last(FactBody.Ordered.class)
        .map(FactBody.Ordered::address)
        .or(() -> last(FactBody.Offered.class).map(FactBody.Offered::address))
        .orElse(null);
  }

  /**
   * As it was said, unless counted seconds prove another time: we learn of a lost answer late, and
   * set it when we learn of it.
   */
  private static Instant answeredAt(Instant said, Instant implied) {
    if (said == null || implied == null) {
      return said == null ? implied : said;
    }
    return Duration.between(said, implied).abs().compareTo(ROUNDING) > 0 ? implied : said;
  }

  /** What was not clear of a way that came to nothing is, once another one is ordered. */
  private boolean isUnclear() {
    return facts.stream()
        .map(Fact::body)
        .filter(
            body ->
                body instanceof FactBody.Unclear
                    || body instanceof FactBody.Ordered order && order.isAnew())
        .reduce((earlier, later) -> later)
        .filter(FactBody.Unclear.class::isInstance)
        .isPresent();
  }

  /** Why whoever was on the leg met nobody; null when they may have met somebody. */
  private String unattended() {
    if (first(FactBody.Conferenced.class).isPresent()
        || first(FactBody.Dequeued.class).isPresent()) {
      return null;
    }
    if (first(FactBody.Apologized.class).isPresent()) {
      return LegState.APOLOGY;
    }
    return last(FactBody.QueueLeft.class)
        .filter(left -> HUNG_UP.equals(left.result()))
        .map(left -> LegState.ABANDONED)
        .orElse(null);
  }

  /** A carrier that counts talk seconds has seen an answer, even when its callback was lost. */
  private static Instant answerImpliedBy(Fact end) {
    if (end == null) {
      return null;
    }
    FactBody.Ended ended = (FactBody.Ended) end.body();
    boolean implied = ended.outcome() == CallOutcome.COMPLETED && ended.talkSeconds() != null;
    return implied ? end.at().minusSeconds(ended.talkSeconds()) : null;
  }

  /** Who was heard to join a conference was dialled, too. */
  private static boolean provesDialing(Fact fact) {
    boolean joined = fact.body() instanceof FactBody.Conferenced && fact.carrierCallId() != null;
    return joined || fact.body().provesLeg();
  }

  /** What the carrier answered to the dial, else what its facts about the leg itself carry. */
  private CarrierCallId handle() {
    return first(FactBody.Accepted.class)
        .map(Fact::carrierCallId)
        .or(
            () ->
                facts.stream()
                    .filter(LegProjection::provesDialing)
                    .map(Fact::carrierCallId)
                    .filter(Objects::nonNull)
                    .findFirst())
        .orElse(null);
  }

  /** The carrier's own beginning before our record of its promise. */
  private Instant dialedAt() {
    return first(FactBody.Initiated.class)
        .or(() -> first(FactBody.Accepted.class))
        .or(() -> facts.stream().filter(LegProjection::provesDialing).findFirst())
        .map(Fact::at)
        .orElse(null);
  }

  /** What the carrier counts from was dialled before, however late we heard of it. */
  private static Instant noLaterThan(Instant answer, Instant heard) {
    return answer != null && answer.isBefore(heard) ? answer : heard;
  }

  private Instant closedAt(Fact end) {
    return Optional.ofNullable(end)
        .or(() -> first(FactBody.Refused.class))
        .or(() -> first(FactBody.Dropped.class))
        .map(Fact::at)
        .orElse(null);
  }

  /** Whom the carrier once called a person is one: a beep may be theirs. */
  private AnsweredBy answeredBy() {
    return lastWhere(
            FactBody.MachineDetected.class, found -> found.answeredBy() == AnsweredBy.HUMAN)
        .or(() -> last(FactBody.MachineDetected.class))
        .map(FactBody.MachineDetected::answeredBy)
        .or(
            () ->
                lastWhere(FactBody.Answered.class, a -> a.answeredBy() != null)
                    .map(FactBody.Answered::answeredBy))
        .orElse(null);
  }

  private Optional<Fact> first(Class<? extends FactBody> kind) {
    return facts.stream().filter(is(kind)).findFirst();
  }

  private <T extends FactBody> Optional<T> last(Class<T> kind) {
    return lastWhere(kind, body -> true);
  }

  private <T extends FactBody> Optional<T> lastWhere(Class<T> kind, Function<T, Boolean> wanted) {
    return facts.stream()
        .filter(is(kind))
        .map(fact -> kind.cast(fact.body()))
        .filter(wanted::apply)
        .reduce((earlier, later) -> later);
  }

  private static Predicate<Fact> is(Class<? extends FactBody> kind) {
    return fact -> kind.isInstance(fact.body());
  }
}
