package dev.ramal.calls.call;

import dev.ramal.calls.call.Transfer.Stage;
import dev.ramal.events.calls.CallTransferred;
import dev.ramal.events.calls.TransferFailed;
import java.util.List;

/** What others are told of a transfer: that it was done, or came to nothing; once. */
final class TransferEvents {
  private TransferEvents() {}

  static List<Record> progress(CallState before, Call call) {
    Transfer now = call.state().transfer();
    if (now == null || now.isUnderWay() || wasSettled(before.transfer(), now)) {
      return List.of();
    }
    String address = call.state().leg(now.target()).address();
    return List.of(
        now.stage() == Stage.DONE
            ? new CallTransferred(
                call.id().value(),
                now.asked().from(),
                now.target(),
                address,
                now.asked().agentId(),
                now.asked().agentName(),
                now.settledAt())
            : new TransferFailed(
                call.id().value(),
                now.target(),
                address,
                now.stage() == Stage.CANCELED ? Stage.CANCELED.wire() : now.failure(),
                now.settledAt()));
  }

  private static boolean wasSettled(Transfer before, Transfer now) {
    return before != null && before.target() == now.target() && !before.isUnderWay();
  }
}
