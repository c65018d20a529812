package dev.ramal.calls.call;

import dev.ramal.calls.call.ControlBodies.TransferAsked;
import dev.ramal.events.LegName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The handings over that were asked for; the last one counts. One that another followed is over,
 * done or not: whoever it rang in vain must meet nobody, whenever they pick up.
 *
 * @param all in their order
 */
public record Transfers(List<Transfer> all) {
  static final Transfers NONE = new Transfers(List.of());

  public Transfers {
    all = List.copyOf(all);
  }

  static Transfers of(List<Fact> sorted, List<LegState> legs) {
    List<Fact> asked =
        sorted.stream()
            .filter(fact -> fact.body() instanceof TransferAsked && fact.leg().isAgent())
            .sorted(Comparator.comparingInt(fact -> fact.leg().ordinal()))
            .toList();
    if (asked.isEmpty()) {
      return NONE;
    }
    Controls controls = Controls.of(sorted, null);
    return new Transfers(
        asked.stream().map(fact -> Transfer.of(fact, sorted, legs, controls)).toList());
  }

  /** Null when none was asked for. */
  public Transfer last() {
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** The last that was done to an agent of ours. */
  Optional<Transfer> toAgent() {
    return all.stream()
        .filter(one -> one.stage() == Transfer.Stage.DONE && one.asked().agentId() != null)
        .reduce((earlier, later) -> later);
  }

  /**
   * Whether the last came to nothing after its giver had gone, and nobody has taken the call since:
   * somebody is there who is nobody's.
   *
   * @param onTheCall legs, the agents' in their order
   */
  boolean leavesStranded(List<LegState> onTheCall) {
    Transfer last = last();
    return last != null
        && !last.isUnderWay()
        && last.stage() != Transfer.Stage.DONE
        && onTheCall.stream()
            .filter(LegState::taken)
            .reduce((earlier, later) -> later)
            .filter(leg -> leg.name().ordinal() < last.target().ordinal())
            .filter(leg -> leg.closed() && !leg.endedAt().isAfter(last.settledAt()))
            .isPresent();
  }

  /** Whether a leg rings, or rang, somebody who is to take over. */
  public boolean isTarget(LegName leg) {
    return all.stream().anyMatch(one -> one.target() == leg);
  }

  /** Whether a leg rings somebody who is not to take over any more. */
  boolean isInVain(LegName leg) {
    return all.stream()
        .filter(one -> one.target() == leg && one.stage() != Transfer.Stage.DONE)
        .anyMatch(one -> !one.isUnderWay() || one != last());
  }

  /** Without those who were to take over and have not: they are not, or not yet, on the call. */
  List<LegState> onTheCall(List<LegState> legs) {
    return all.isEmpty() ? legs : legs.stream().filter(leg -> !isToCome(leg.name())).toList();
  }

  private boolean isToCome(LegName leg) {
    return all.stream().anyMatch(one -> one.target() == leg && one.stage() != Transfer.Stage.DONE);
  }
}
