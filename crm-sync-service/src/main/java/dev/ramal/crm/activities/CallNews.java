package dev.ramal.crm.activities;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.consuming.ReceivedEvent;
import java.util.Objects;

/** What an event tells about a finished call. */
sealed interface CallNews {
  CallKey call();

  static boolean isToldBy(ReceivedEvent event) {
    return event.is(CallEnded.TYPE) || event.is(RecordingReady.TYPE);
  }

  /** Of an event that {@linkplain #isToldBy tells} some. */
  static CallNews of(ReceivedEvent event) {
    if (event.is(RecordingReady.TYPE)) {
      RecordingReady ready = event.data(RecordingReady.class);
      String path = ready.playerPath() == null ? ready.mediaPath() : ready.playerPath();
      return new RecordingTold(new CallKey(event.tenant(), ready.callId()), path);
    }
    CallEnded ended = event.data(CallEnded.class);
    CallKey call = new CallKey(event.tenant(), ended.callId());
    return new Ended(call, FinishedCall.of(ended), ended.recordingExpected(), event.id());
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
