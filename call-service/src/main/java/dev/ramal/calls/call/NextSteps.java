package dev.ramal.calls.call;

import static dev.ramal.calls.call.LegName.AGENT;
import static dev.ramal.calls.call.LegName.LEAD;

import dev.ramal.calls.call.Step.Kind;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * Which steps a call needs as it stands. Level-triggered: asked after every fact, it names a step
 * for as long as the step is needed; the store keeps each step once, so that naming it again costs
 * nothing and forgetting it is impossible.
 */
public final class NextSteps {
  private NextSteps() {}

  public static List<Step> of(Call call) {
    Picture now = call.picture();
    if (call.details().direction() == Direction.INBOUND || now.over() || now.agent() == null) {
      return List.of();
    }
    return isEnding(now) ? towardsTheEnd(now) : onwards(call, now);
  }

  /** Whether the call is over or on its way there: nothing may be dialled for it any more. */
  public static boolean isEnding(Call call) {
    Picture now = call.picture();
    return now.over() || (now.agent() != null && isEnding(now));
  }

  /** One leg is gone, or somebody wants the end: the other leg must not stay alone. */
  private static boolean isEnding(Picture now) {
    return now.hangupAskedBy() != null
        || now.agent().closed()
        || (now.lead() != null && now.lead().closed());
  }

  private static List<Step> towardsTheEnd(Picture now) {
    List<Step> steps = new ArrayList<>();
    for (LegPicture leg : now.legs()) {
      if (leg.open() && leg.carrierCallId() != null) {
        steps.add(Step.of(Kind.HANG_UP, leg.name()));
      } else if (!leg.dialed() && !leg.closed() && !leg.unclear()) {
        steps.add(Step.of(Kind.DROP, leg.name()));
      }
    }
    return steps;
  }

  private static List<Step> onwards(Call call, Picture now) {
    List<Step> steps = new ArrayList<>();
    boolean agentWaits = now.agent().answered();
    if (agentWaits && now.lead() == null) {
      steps.add(Step.of(Kind.DIAL, LEAD));
    }
    if (call.details().carrier() == Carrier.TELNYX) {
      steps.addAll(conference(call, now, agentWaits));
    }
    return steps;
  }

  /** Twilio takes these from the voice instructions; Telnyx must be told. */
  private static List<Step> conference(Call call, Picture now, boolean agentWaits) {
    List<Step> steps = new ArrayList<>();
    boolean leadAnswered = now.lead() != null && now.lead().answered();
    if (agentWaits && now.conferenceId() == null) {
      steps.add(Step.of(Kind.JOIN, AGENT));
    }
    if (leadAnswered && call.details().record() && !now.announced()) {
      steps.add(Step.of(Kind.ANNOUNCE, LEAD));
    } else if (leadAnswered && now.conferenceId() != null) {
      steps.add(Step.of(Kind.JOIN, LEAD));
    }
    return steps;
  }
}
