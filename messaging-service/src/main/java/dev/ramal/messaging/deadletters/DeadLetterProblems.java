package dev.ramal.messaging.deadletters;

import dev.ramal.events.Topics;
import dev.ramal.kit.problem.Problem;

/** The codes of dead letters. */
final class DeadLetterProblems {
  private DeadLetterProblems() {}

  static Problem noSuchTopic() {
    return Problem.of(404, "OPS-0001", "No such dead letter topic")
        .detail("GET /api/ops/dead-letters/topics lists those that hold something of yours.");
  }

  static Problem noSuchLetters() {
    return Problem.of(404, "OPS-0002", "No such dead letters")
        .detail(
            "None that waits fits what was asked for. One that was sent again waits no more: GET"
                + " /api/ops/dead-letters/redrives says which were.");
  }

  /**
   * @param waiting how many fit; one more than the quota stands for more
   */
  static Problem aboveQuota(long waiting, int quota) {
    return Problem.of(422, "OPS-0003", "More than the quota")
        .detail(
            "More letters fit than may be taken, and none was. Raise the quota, or take fewer: by"
                + " fingerprint, or by ids.")
        .with("quota", quota)
        .with("waiting", waiting)
        .field("quota", "is less than what fits");
  }

  static Problem badPatch() {
    return Problem.of(400, "OPS-0004", "No JSON Patch")
        .detail("A JSON Patch (RFC 6902) is a list of operations on the body of a record.");
  }

  static Problem wouldFailAgain(DryRunResult result) {
    return Problem.of(422, "OPS-0005", "Letters would fail again")
        .detail(
            "Today's rules would not take all of them, and none was sent. Try the patch with POST"
                + " /api/ops/dead-letters/dry-run, or leave those out that it names.")
        .with("invalid", result.invalid())
        .with("complaints", result.complaints());
  }

  static Problem redrivenMeanwhile() {
    return Problem.of(409, "OPS-0006", "Taken meanwhile")
        .detail(
            "Another redrive of this topic is under way, or has taken some of these letters. Look"
                + " again what still waits. One whose process died is given up after minutes.");
  }

  static Problem noSuchRedrive() {
    return Problem.of(404, "OPS-0007", "No such redrive");
  }

  static Problem topicSilent() {
    return Problem.of(503, "OPS-0008", "The topic does not answer")
        .detail("Kafka gave no records within its time; nothing was changed. Try again.");
  }

  static Problem patchesAreTheOperators() {
    return Problem.of(403, "OPS-0009", "Only the operator sends changed letters")
        .detail(
            "An organization sends its letters again as they are. What was changed would be taken"
                + " for what a carrier or another service said, also where it is billed by: the"
                + " operator's people may do that, and are written down.")
        .field("patch", "is not for you to send; a dry run may try it");
  }

  static Problem oldOnesAreTheOperators() {
    return Problem.of(403, "OPS-0021", "Only the operator sends old letters")
        .detail(
            "Readers of the topic no longer remember whether they have applied what is so old. That"
                + " none of them has, only the operator's people say, and are written down.")
        .field("appliedNowhere", "is not for you to say; a dry run may try it");
  }

  static Problem signedAsItIs() {
    return Problem.of(400, "OPS-0010", "A quarantined callback cannot be changed")
        .detail(
            "Its signature was verified on the bytes that the carrier sent. Teach the gateway what"
                + " they say, and send it again as it is.")
        .field("patch", "must be left out for " + Topics.QUARANTINE);
  }
}
