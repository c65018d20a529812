package dev.ramal.calls.inbound;

import dev.ramal.calls.call.CallerBodies.Offered;
import dev.ramal.calls.call.CallerBodies.Routed;
import dev.ramal.calls.call.InboundProgress;
import dev.ramal.calls.inbound.BusinessHours.Opening;
import dev.ramal.calls.inbound.WaitingCallers.Capacity;
import java.time.Duration;
import java.util.Optional;

/**
 * What comes next for a caller. Pure: given what the organization wants, what happened to the
 * caller, and who is free.
 */
final class InboundPlan {
  private InboundPlan() {}

  /** What is to be done. */
  sealed interface Next {
    /** Rings an agent. */
    record Offer(Candidate agent) implements Next {}

    /** Sends the caller to wait, to leave a message, or away. */
    record Send(Routed to) implements Next {}

    /** Nothing changes for the caller, who waits on. */
    record Stay() implements Next {}

    /** Nothing is decided: somebody else gets a place in the queue at this moment. */
    record LookAgain() implements Next {}
  }

  /**
   * An agent who may be rung.
   *
   * @param address where
   * @param why by which rule, a word of {@link Offered}
   */
  record Candidate(String userId, String name, String address, String why) {
    Offered offer(InboundSettings settings) {
      return new Offered(userId, name, address, settings.ringSeconds(), why);
    }
  }

  /**
   * @param progress of a caller who waits, or of whom nothing was decided yet
   * @param opening whether calls are taken now; of interest for a caller who has just come
   * @param waited since the call came
   * @param meant the agent whom the caller means and who is free; empty for nobody
   */
  static Next next(
      InboundSettings settings,
      InboundProgress progress,
      Opening opening,
      Duration waited,
      Optional<Candidate> meant) {
    if (opening != Opening.OPEN && progress.decisions() == 0) {
      return away(settings, opening == Opening.HOLIDAY ? Routed.HOLIDAY : Routed.CLOSED);
    }
    if (waited.toSeconds() >= settings.waitSeconds()) {
      return away(settings, Routed.WAITED);
    }
    if (progress.offers() >= MOST_OFFERS || !settings.enabled()) {
      return away(settings, Routed.NO_AGENT);
    }
    if (meant.isPresent()) {
      return new Next.Offer(meant.get());
    }
    if (!settings.queue()) {
      return away(settings, Routed.NO_AGENT);
    }
    return progress.hasWaited()
        ? new Next.Stay()
        : new Next.Send(new Routed(Routed.QUEUE, Routed.NO_AGENT));
  }

  /**
   * To wait, where a place is free; where none is, as when nobody takes the call. A full queue is
   * full whoever else gets a place; that one is free is seen by one caller at a time.
   *
   * @param looks how often it was looked, this time included
   */
  static Next queue(InboundSettings settings, Capacity capacity, int looks) {
    if (capacity.taken() >= settings.mostWaiting()) {
      return away(settings, Routed.QUEUE_FULL);
    }
    return capacity.alone() || looks >= MOST_LOOKS
        ? new Next.Send(new Routed(Routed.QUEUE, Routed.NO_AGENT))
        : new Next.LookAgain();
  }

  /**
   * Who has looked so often while others got places goes by those that are counted: nobody is kept
   * waiting by a transaction that does not end.
   */
  static final int MOST_LOOKS = 20;

  /** A caller who was put through to so many agents in vain is not put through to more. */
  static final int MOST_OFFERS = 20;

  /** To leave a message, where that may be, or to hear why nobody comes. */
  static Next.Send away(InboundSettings settings, String why) {
    return new Next.Send(new Routed(settings.voicemail() ? Routed.VOICEMAIL : Routed.END, why));
  }
}
