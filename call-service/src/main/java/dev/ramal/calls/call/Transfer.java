package dev.ramal.calls.call;

import dev.ramal.calls.call.ControlBodies.TransferAsked;
import dev.ramal.calls.call.ControlBodies.TransferStep;
import dev.ramal.events.CallControl;
import dev.ramal.events.LegName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The handing over of a call to somebody else; of several the last. The lead is on hold until the
 * two meet. Who is rung has a leg of their own, which tells one transfer from another.
 *
 * @param target the leg of who is rung
 * @param prepared whether the carrier lets the agent go without ending the conference
 * @param failure why it came to nothing; null while it may come to something
 * @param settledAt when it was done, or came to nothing; null before
 */
public record Transfer(
    TransferAsked asked,
    LegName target,
    Stage stage,
    boolean prepared,
    String failure,
    Instant settledAt) {
  /** Who was rung picked up, and was gone before the agent was. */
  static final String LEFT = "left";

  /** As the failure of who was rung and never met anybody, however that was told. */
  public static final String NO_ANSWER = "no-answer";

  private static final Optional<Refusal> NONE = Optional.empty();

  /** How far it has come. */
  public enum Stage {
    /** Who is to take over is being rung. */
    RINGING,
    /** Agent and target talk; somebody is to say what follows. */
    CONSULTING,
    /** The agent is being let go. */
    COMPLETING,
    DONE,
    FAILED,
    CANCELED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Transfer of(Fact fact, List<Fact> sorted, List<LegState> legs, Controls controls) {
    TransferAsked asked = (TransferAsked) fact.body();
    LegState target = leg(legs, fact.leg());
    LegState from = leg(legs, asked.from());
    List<Fact> steps =
        sorted.stream()
            .filter(step -> step.leg() == fact.leg() && step.body() instanceof TransferStep)
            .toList();
    Optional<Refusal> refused =
        first(steps, TransferStep.REFUSED)
            .map(step -> new Refusal(((TransferStep) step.body()).code(), step.at()))
            .or(() -> asked.consult() && !target.dialed() ? unheld(fact, controls) : NONE);
    Optional<Fact> canceled =
        first(steps, TransferStep.COMPLETE).isPresent()
            ? Optional.empty()
            : first(steps, TransferStep.CANCEL);
    boolean wanted = !asked.consult() || first(steps, TransferStep.COMPLETE).isPresent();
    Stage stage = stage(target, from, wanted, canceled.isPresent(), refused.isPresent());
    return new Transfer(
        asked,
        fact.leg(),
        stage,
        first(steps, TransferStep.PREPARED).isPresent(),
        stage == Stage.FAILED ? failure(target, refused) : null,
        switch (stage) {
          case RINGING, CONSULTING, COMPLETING -> null;
          case DONE -> later(from.endedAt(), target.answeredAt());
          case CANCELED -> canceled.orElseThrow().at();
          case FAILED -> failedAt(target, refused).orElse(fact.at());
        });
  }

  private static Stage stage(
      LegState target, LegState from, boolean wanted, boolean canceled, boolean refused) {
    boolean met = target.answered() && target.joined();
    boolean left = from != null && from.closed();
    if (canceled) {
      return Stage.CANCELED;
    }
    if (met && left && !(target.closed() && target.endedAt().isBefore(from.endedAt()))) {
      return Stage.DONE;
    }
    if (refused || target.closed() || target.unattended() != null) {
      return Stage.FAILED;
    }
    if (!met) {
      return Stage.RINGING;
    }
    return wanted ? Stage.COMPLETING : Stage.CONSULTING;
  }

  /** Nobody is consulted while the lead can hear it. */
  private static Optional<Refusal> unheld(Fact asked, Controls controls) {
    return controls.isOrWillBe(CallControl.HOLD)
        ? NONE
        : controls.all().stream()
            .filter(one -> one.control() == CallControl.HOLD && one.refusal() != null)
            .filter(one -> !one.settledAt().isBefore(asked.at()))
            .findFirst()
            .map(one -> new Refusal(one.refusal().code(), one.settledAt()));
  }

  /** Of what proves it the earliest: a leg that closes later than it was given up moves nothing. */
  private static Optional<Instant> failedAt(LegState target, Optional<Refusal> refused) {
    return Stream.of(Optional.ofNullable(target.endedAt()), refused.map(Refusal::at))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private static String failure(LegState target, Optional<Refusal> refused) {
    if (refused.isPresent()) {
      return refused.get().code();
    }
    if (target.unattended() != null) {
      return target.unattended();
    }
    return target.answered() ? LEFT : target.outcome().wire();
  }

  private static Optional<Fact> first(List<Fact> steps, String what) {
    return steps.stream()
        .filter(step -> ((TransferStep) step.body()).what().equals(what))
        .findFirst();
  }

  private static LegState leg(List<LegState> legs, LegName name) {
    return legs.stream().filter(leg -> leg.name() == name).findFirst().orElse(null);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  public boolean isUnderWay() {
    return settledAt == null;
  }

  /** Whether somebody is to take over who may be rung: not for a talk that the lead would hear. */
  boolean mayRing(Controls controls) {
    return isUnderWay() && (!asked.consult() || controls.held());
  }

  /** Whether it was done, and to nobody of ours. */
  public boolean isToNumber() {
    return stage == Stage.DONE && asked.agentId() == null;
  }

  /** The id of the fact that resumes the lead when it is over. */
  public String resumption(List<Fact> facts) {
    int again = resumptions(facts).size();
    return again == 0 ? first() : first() + ":" + (again + 1);
  }

  /** What resumed the lead, or was to. */
  List<Fact> resumptions(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.id().equals(first()) || fact.id().startsWith(first() + ":"))
        .toList();
  }

  private String first() {
    return "resumed-after:" + target.wire();
  }

  /** Why nobody takes over. */
  private record Refusal(String code, Instant at) {}
}
