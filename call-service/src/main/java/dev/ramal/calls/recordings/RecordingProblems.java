package dev.ramal.calls.recordings;

import dev.ramal.calls.CallProblems;

/** What can be wrong with asking for a recording. */
final class RecordingProblems {
  private RecordingProblems() {}

  static RuntimeException notReady(RecordingState state) {
    return CallProblems.RECORDING_NOT_READY
        .detail("It is " + state.wire() + "; a recording plays once it is stored.")
        .with("state", state.wire())
        .exception();
  }

  static RuntimeException unsatisfiable(long bytes) {
    return CallProblems.NO_SUCH_RANGE.detail("The recording has " + bytes + " bytes.").exception();
  }
}
