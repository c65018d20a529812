package dev.ramal.calls.call;

import dev.ramal.events.CallControl;
import dev.ramal.events.LegName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people asked to be done to a call in progress, and what became of it. Each asking has a
 * number of its own in the call, so that what came of it is told apart from what came of others,
 * however late it comes.
 *
 * @param all in the order of their numbers
 * @param held whether the carrier has the lead on hold
 * @param muted whether the carrier has muted the agent who is on the phone
 * @param paused whether the carrier records nothing for now
 */
public record Controls(List<Asked> all, boolean held, boolean muted, boolean paused) {

  /**
   * One asking.
   *
   * @param leg to which it was to be done
   * @param settledAt when the carrier had done or refused it; null before
   * @param refusal null unless it was not done
   */
  public record Asked(
      CallControl control,
      int ordinal,
      LegName leg,
      Instant settledAt,
      FactBody.ControlRefused refusal) {
    public boolean settled() {
      return settledAt != null;
    }
  }

  /**
   * @param agent on the phone: what was done to an earlier one is over; null for none
   */
  static Controls of(List<Fact> sorted, LegName agent) {
    List<Fact> asked = new ArrayList<>();
    Map<Integer, Fact> settled = new HashMap<>();
    Last held = new Last();
    Last muted = new Last();
    Last paused = new Last();
    for (Fact fact : sorted) {
      if (fact.body() instanceof FactBody.ControlAsked) {
        asked.add(fact);
      } else if (fact.body() instanceof FactBody.Held done) {
        held.is(true, done.ordinal());
        settled.putIfAbsent(done.ordinal(), fact);
      } else if (fact.body() instanceof FactBody.Resumed done) {
        held.is(false, done.ordinal());
        settled.putIfAbsent(done.ordinal(), fact);
      } else if (fact.body() instanceof FactBody.ControlDone done) {
        if (done.control().isOfAgent() && fact.leg() == agent) {
          muted.is(done.control() == CallControl.MUTE, done.ordinal());
        } else if (done.control().isOfRecording()) {
          paused.is(done.control() == CallControl.PAUSE_RECORDING, done.ordinal());
        }
        settled.putIfAbsent(done.ordinal(), fact);
      } else if (fact.body() instanceof FactBody.ControlRefused refusal) {
        settled.putIfAbsent(refusal.ordinal(), fact);
      }
    }
    return new Controls(
        asked.stream()
            .map(asking -> asked(asking, settled))
            .sorted(Comparator.comparingInt(Asked::ordinal))
            .toList(),
        held.is,
        muted.is,
        paused.is);
  }

  private static Asked asked(Fact fact, Map<Integer, Fact> all) {
    FactBody.ControlAsked asking = (FactBody.ControlAsked) fact.body();
    Fact settled = all.get(asking.ordinal());
    boolean refused = settled != null && settled.body() instanceof FactBody.ControlRefused;
    return new Asked(
        asking.control(),
        asking.ordinal(),
        fact.leg(),
        settled == null ? null : settled.at(),
        refused ? (FactBody.ControlRefused) settled.body() : null);
  }

  /** What is still to be done: a later wish makes an earlier one pointless. */
  public List<Asked> open() {
    return all.stream().filter(one -> !one.settled() && !isReplaced(one)).toList();
  }

  /**
   * Whether nobody waits any more for what has this number: it is settled, or something replaces
   * it.
   */
  public boolean isPointless(int ordinal) {
    return open().stream().noneMatch(one -> one.ordinal() == ordinal);
  }

  private boolean isReplaced(Asked earlier) {
    return all.stream()
        .anyMatch(
            later ->
                later.ordinal() > earlier.ordinal() && later.control().replaces(earlier.control()));
  }

  /** Whether the call is so, or will be when what was asked for is done. */
  public boolean isOrWillBe(CallControl control) {
    Optional<Asked> wanted =
        open().stream().filter(one -> control.replaces(one.control())).findFirst();
    return wanted.map(one -> one.control() == control).orElseGet(() -> is(control));
  }

  private boolean is(CallControl control) {
    return switch (control) {
      case HOLD -> held;
      case RESUME -> !held;
      case MUTE -> muted;
      case UNMUTE -> !muted;
      case PAUSE_RECORDING -> paused;
      case RESUME_RECORDING -> !paused;
      case DTMF -> false;
    };
  }

  /** The number of the next asking. */
  public int next() {
    return all.isEmpty() ? 1 : all.get(all.size() - 1).ordinal() + 1;
  }

  /** Of several the one with the highest number counts, whatever the clocks said. */
  private static final class Last {
    private boolean is;
    private int ordinal;

    void is(boolean now, int number) {
      if (number >= ordinal) {
        is = now;
        ordinal = number;
      }
    }
  }
}
