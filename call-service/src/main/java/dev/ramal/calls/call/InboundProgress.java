package dev.ramal.calls.call;

import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How far a call that somebody else started has come on its way to an agent. Decisions are facts;
 * when they are made, and by what, is the router's ({@code inbound}).
 *
 * <p>Nobody is ever stuck: in each stage the carrier ends the caller's leg, or a fact of ours comes
 * at a time of its own (an offer lapses, a wait is over).
 *
 * @param served whether an agent took the call
 * @param decisions how many were made; the next one is asked for under this number
 * @param offers how many agents were rung
 * @param agent who is rung or took it; of a caller who is gone the one who was wanted; else null
 * @param sentTo where the caller was sent last; null before
 * @param said what was said to the caller, to its end or not: the words of the actions that say it
 * @param greeted whether the carrier has told that the caller was told of the message's recording,
 *     to the end: else nothing is recorded
 * @param messageLeft whether a message of the caller's was recorded
 */
public record InboundProgress(
    Stage stage,
    boolean served,
    int decisions,
    int offers,
    FactBody.Offered agent,
    FactBody.Routed sentTo,
    Set<String> said,
    boolean greeted,
    boolean messageLeft) {
  static final InboundProgress NONE =
      new InboundProgress(Stage.NOT_OURS, false, 0, 0, null, null, Set.of(), false, false);

  public InboundProgress {
    said = Set.copyOf(said);
  }

  /** Where the caller is. */
  public enum Stage {
    /** Nobody has decided anything: it is kept as history, or about to be decided. */
    NOT_OURS,
    /** Waits for an agent, and none is being rung. */
    WAITING,
    /** An agent is being rung. */
    OFFERED,
    TALKING,
    /** Has talked, and the agent has gone. */
    LEFT,
    VOICEMAIL,
    /** Hears why nobody comes. */
    SENT_AWAY,
    GONE
  }

  /**
   * @param legs but those of who is to take over and has not
   */
  static InboundProgress of(
      CallDetails details, List<Fact> sorted, List<LegState> legs, Transfers transfers) {
    if (details.direction() != Direction.INBOUND) {
      return NONE;
    }
    Map<LegName, FactBody.Offered> offers = new LinkedHashMap<>();
    int sent = 0;
    FactBody.Routed sentTo = null;
    Set<String> said = new HashSet<>();
    boolean greeted = false;
    boolean recorded = false;
    for (Fact fact : sorted) {
      if (fact.body() instanceof FactBody.Offered offered) {
        offers.put(fact.leg(), offered);
      } else if (fact.body() instanceof FactBody.Routed routed) {
        sentTo = routed;
        sent++;
      } else if (fact.body() instanceof FactBody.Spoken spoken) {
        said.add(spoken.text());
        greeted |= spoken.isCompleted() && spoken.text().equals(Kind.GREET.word());
      } else if (fact.body() instanceof FactBody.Aside aside) {
        recorded |= aside.what().equals(FactBody.Aside.RECORDED);
      }
    }
    if (sent + offers.size() == 0) {
      return NONE;
    }
    Stage stage = stage(legs, sentTo, transfers.leavesStranded(legs));
    return new InboundProgress(
        stage,
        legs.stream().anyMatch(LegState::taken),
        sent + offers.size(),
        offers.size(),
        agent(stage, legs, offers),
        sentTo,
        said,
        greeted,
        recorded && isTo(sentTo, FactBody.Routed.VOICEMAIL));
  }

  /**
   * @param stranded whether whoever took the caller went away handing over, and nobody came: the
   *     caller is where they were before
   */
  private static Stage stage(List<LegState> legs, FactBody.Routed sentTo, boolean stranded) {
    if (legs.stream().anyMatch(leg -> !leg.name().isAgent() && leg.closed())) {
      return Stage.GONE;
    }
    List<LegState> taken = legs.stream().filter(LegState::taken).toList();
    if (!taken.isEmpty() && !stranded) {
      return taken.stream().allMatch(LegState::closed) ? Stage.LEFT : Stage.TALKING;
    }
    if (isTo(sentTo, FactBody.Routed.VOICEMAIL)) {
      return Stage.VOICEMAIL;
    }
    if (isTo(sentTo, FactBody.Routed.END)) {
      return Stage.SENT_AWAY;
    }
    return legs.stream().anyMatch(LegState::pending) ? Stage.OFFERED : Stage.WAITING;
  }

  private static boolean isTo(FactBody.Routed sentTo, String place) {
    return sentTo != null && sentTo.to().equals(place);
  }

  private static FactBody.Offered agent(
      Stage stage, List<LegState> legs, Map<LegName, FactBody.Offered> offers) {
    boolean talked = stage == Stage.TALKING || stage == Stage.LEFT || stage == Stage.GONE;
    if (!talked) {
      return first(legs, offers, LegState::pending).orElse(null);
    }
    return first(legs, offers, leg -> leg.taken() && leg.open())
        .or(() -> last(legs, offers, LegState::taken))
        .or(() -> stage == Stage.GONE ? wanted(offers) : Optional.empty())
        .orElse(null);
  }

  private static Optional<FactBody.Offered> last(
      List<LegState> legs, Map<LegName, FactBody.Offered> offers, Predicate<LegState> which) {
    List<LegState> backwards = new ArrayList<>(legs);
    Collections.reverse(backwards);
    return first(backwards, offers, which);
  }

  private static Optional<FactBody.Offered> first(
      List<LegState> legs, Map<LegName, FactBody.Offered> offers, Predicate<LegState> which) {
    return legs.stream()
        .filter(which)
        .map(leg -> offers.get(leg.name()))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Optional<FactBody.Offered> wanted(Map<LegName, FactBody.Offered> offers) {
    return offers.values().stream().filter(FactBody.Offered::wantsThisAgent).findFirst();
  }

  /** Whether we take care of the caller. */
  public boolean isRouted() {
    return stage != Stage.NOT_OURS;
  }

  /** Whether the caller is there and has no agent yet. */
  public boolean waits() {
    return stage == Stage.WAITING || stage == Stage.OFFERED;
  }

  /** Whether the caller is one of whom we take care, and talks to nobody: music goes on. */
  boolean isWithoutAgent() {
    return isRouted() && stage != Stage.TALKING && stage != Stage.LEFT;
  }

  /** Whether the caller was sent to wait, and nowhere else since. */
  public boolean hasWaited() {
    return isTo(sentTo, FactBody.Routed.QUEUE);
  }

  /** Why the caller was sent to leave a message, or away; null for one who was not. */
  String sentAwayFor() {
    return sentTo == null || hasWaited() ? null : sentTo.why();
  }

  /** Whether the caller came at a time at which the organization takes no calls. */
  public boolean isClosed() {
    return sentTo != null && sentTo.isClosed();
  }

  /** Who took it first; null when nobody did. */
  static LegState taker(List<LegState> legs) {
    return legs.stream().filter(LegState::taken).findFirst().orElse(null);
  }
}
