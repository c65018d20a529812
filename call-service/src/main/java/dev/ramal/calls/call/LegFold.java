package dev.ramal.calls.call;

import dev.ramal.events.CallOutcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** From the sorted facts of one leg to its picture. */
final class LegFold {
  /** Of several ends the one that counts seconds wins, then the earliest. */
  private static final Comparator<Fact> BEST_END =
      Comparator.<Fact>comparingInt(
              fact -> ((Said.Ended) fact.said()).talkSeconds() == null ? 1 : 0)
          .thenComparing(Fact.ORDER);

  private final LegName name;
  private final List<Fact> facts;

  LegFold(LegName name, List<Fact> sortedFactsOfLeg) {
    this.name = name;
    this.facts = sortedFactsOfLeg;
  }

  LegPicture picture() {
    Fact end = facts.stream().filter(is(Said.Ended.class)).min(BEST_END).orElse(null);
    Said.Ended ended = end == null ? null : (Said.Ended) end.said();
    Instant answerSaid = first(Said.Answered.class).map(Fact::at).orElse(null);
    Said.Refused refused = last(Said.Refused.class).orElse(null);
    boolean dropped = first(Said.Dropped.class).isPresent();
    boolean dialed = facts.stream().anyMatch(LegFold::provesDialing);
    return new LegPicture(
        name,
        last(Said.Ordered.class).map(Said.Ordered::address).orElse(null),
        handle(),
        first(Said.Unclear.class).isPresent() && !dialed && refused == null && !dropped,
        dropped,
        refused,
        dialed ? dialedAt() : null,
        first(Said.Ringing.class).map(Fact::at).orElse(null),
        answerSaid != null ? answerSaid : answerImpliedBy(end),
        answerSaid != null,
        answeredBy(),
        ended,
        closedAt(end),
        lastWhere(Said.Costed.class, cost -> cost.amount() != null).orElse(null));
  }

  /** A carrier that counts talk seconds has seen an answer, even when its callback was lost. */
  private static Instant answerImpliedBy(Fact end) {
    if (end == null) {
      return null;
    }
    Said.Ended ended = (Said.Ended) end.said();
    boolean implied = ended.outcome() == CallOutcome.COMPLETED && ended.talkSeconds() != null;
    return implied ? end.at().minusSeconds(ended.talkSeconds()) : null;
  }

  private static boolean provesDialing(Fact fact) {
    Said said = fact.said();
    return said instanceof Said.Accepted
        || said instanceof Said.Initiated
        || said instanceof Said.Ringing
        || said instanceof Said.Answered
        || said instanceof Said.Ended;
  }

  /** What the carrier answered to the dial, else what its facts about the leg itself carry. */
  private String handle() {
    return first(Said.Accepted.class)
        .map(Fact::carrierCallId)
        .or(
            () ->
                facts.stream()
                    .filter(LegFold::provesDialing)
                    .map(Fact::carrierCallId)
                    .filter(Objects::nonNull)
                    .findFirst())
        .orElse(null);
  }

  /** The carrier's own beginning before our record of its promise. */
  private Instant dialedAt() {
    return first(Said.Initiated.class)
        .or(() -> first(Said.Accepted.class))
        .or(() -> facts.stream().filter(LegFold::provesDialing).findFirst())
        .map(Fact::at)
        .orElse(null);
  }

  private Instant closedAt(Fact end) {
    return Optional.ofNullable(end)
        .or(() -> first(Said.Refused.class))
        .or(() -> first(Said.Dropped.class))
        .map(Fact::at)
        .orElse(null);
  }

  private String answeredBy() {
    return last(Said.MachineDetected.class)
        .map(Said.MachineDetected::answeredBy)
        .or(
            () ->
                lastWhere(Said.Answered.class, a -> a.answeredBy() != null)
                    .map(Said.Answered::answeredBy))
        .orElse(null);
  }

  private Optional<Fact> first(Class<? extends Said> kind) {
    return facts.stream().filter(is(kind)).findFirst();
  }

  private <T extends Said> Optional<T> last(Class<T> kind) {
    return lastWhere(kind, said -> true);
  }

  private <T extends Said> Optional<T> lastWhere(Class<T> kind, Function<T, Boolean> wanted) {
    return facts.stream()
        .filter(is(kind))
        .map(fact -> kind.cast(fact.said()))
        .filter(wanted::apply)
        .reduce((earlier, later) -> later);
  }

  private static Predicate<Fact> is(Class<? extends Said> kind) {
    return fact -> kind.isInstance(fact.said());
  }
}
