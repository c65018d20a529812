package dev.ramal.calls.recordings;

import dev.ramal.kit.problem.Problem;

/** What can be wrong with asking for a recording. */
final class RecordingProblems {
  private RecordingProblems() {}

  static RuntimeException unknown() {
    return Problem.of(404, "CALLS-0231", "No such recording").exception();
  }

  static RuntimeException unknownCall() {
    return Problem.of(404, "CALLS-0404", "No such call").exception();
  }

  static RuntimeException notReady(RecordingState state) {
    return Problem.of(409, "CALLS-0232", "The recording cannot be played")
        .detail("It is " + state.wire() + "; a recording plays once it is stored.")
        .with("state", state.wire())
        .exception();
  }

  static RuntimeException badLink() {
    return Problem.of(403, "CALLS-0233", "The link is not valid")
        .detail("Ask for a new one: GET /api/recordings/{id}/media.")
        .exception();
  }

  static RuntimeException unsatisfiable(long bytes) {
    return Problem.of(416, "CALLS-0234", "No such range")
        .detail("The recording has " + bytes + " bytes.")
        .exception();
  }
}
