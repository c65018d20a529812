package dev.ramal.crm.activities;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.consuming.ReceivedEvent;
import java.util.Objects;
import java.util.Optional;

/** What an event tells about a finished call. */
sealed interface CallNews {
  CallKey call();

  /** Empty for an event that activities do not depend on. */
  static Optional<CallNews> of(ReceivedEvent event) {
    return switch (event.type()) {
      case CallEnded.TYPE -> {
        CallEnded ended = event.data(CallEnded.class);
        CallKey call = new CallKey(event.tenant(), ended.callId());
        yield Optional.of(
            new Ended(call, FinishedCall.of(ended), ended.recordingExpected(), event.id()));
      }
      case RecordingReady.TYPE -> {
        RecordingReady ready = event.data(RecordingReady.class);
        yield Optional.of(
            new RecordingTold(new CallKey(event.tenant(), ready.callId()), ready.mediaPath()));
      }
      default -> Optional.empty();
    };
  }

  /**
   * For the first time, or once more as a correction.
   *
   * @param causation id of the event
   */
  record Ended(CallKey call, FinishedCall told, boolean recordingExpected, String causation)
      implements CallNews {}

  /**
   * @param path of the recording, in our public API
   */
  record RecordingTold(CallKey call, String path) implements CallNews {
    public RecordingTold {
      Objects.requireNonNull(path, "path of a recording");
    }
  }
}
