package dev.ramal.calls.call;

import dev.ramal.calls.call.Controls.Asked;
import dev.ramal.events.calls.CallHeld;
import dev.ramal.events.calls.CallMuted;
import dev.ramal.events.calls.CallResumed;
import dev.ramal.events.calls.CallUnmuted;
import dev.ramal.events.calls.ControlRefused;
import dev.ramal.events.calls.DigitsSent;
import dev.ramal.events.calls.RecordingPaused;
import dev.ramal.events.calls.RecordingResumed;
import java.util.List;

/** What others are told of what was done to a call in progress: each asking once. */
final class ControlEvents {
  private ControlEvents() {}

  static List<Record> progress(CallState before, Call call) {
    return call.state().controls().all().stream()
        .filter(Asked::settled)
        .filter(one -> !wasSettled(before, one))
        .filter(one -> one.refusal() == null || !one.refusal().isOfNoInterest())
        .map(one -> one.refusal() == null ? done(call, one) : refused(call, one))
        .toList();
  }

  private static boolean wasSettled(CallState before, Asked now) {
    return before.controls().all().stream()
        .anyMatch(was -> was.ordinal() == now.ordinal() && was.settled());
  }

  private static Record done(Call call, Asked one) {
    String id = call.id().value();
    return switch (one.control()) {
      case HOLD -> new CallHeld(id, one.leg(), one.settledAt());
      case RESUME -> new CallResumed(id, one.leg(), one.settledAt());
      case MUTE -> new CallMuted(id, one.leg(), one.settledAt());
      case UNMUTE -> new CallUnmuted(id, one.leg(), one.settledAt());
      case PAUSE_RECORDING -> new RecordingPaused(id, one.leg(), one.settledAt());
      case RESUME_RECORDING -> new RecordingResumed(id, one.leg(), one.settledAt());
      case DTMF -> new DigitsSent(id, one.leg(), one.settledAt());
    };
  }

  private static Record refused(Call call, Asked one) {
    return new ControlRefused(
        call.id().value(), one.leg(), one.control(), one.refusal().code(), one.settledAt());
  }
}
