package dev.ramal.calls.dialing;

import dev.ramal.calls.CallProblems;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.RunningCalls.RunningCall;
import dev.ramal.calls.permission.PermissionRule;
import dev.ramal.calls.permission.Verdict.Judged;
import dev.ramal.calls.routing.RouteCandidate;
import dev.ramal.calls.routing.RouteChoice.Ranked;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.MachineDetection;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.numbering.Extension;
import dev.ramal.numbering.MeantNumber;
import java.util.List;

/** Why a click is refused. */
final class DialProblems {
  private DialProblems() {}

  /**
   * Names the number that was probably meant, and the extension that somebody must dial on the
   * keypad.
   */
  static ProblemException badNumber(String field, String given) {
    String meant = MeantNumber.of(given).map(E164::value).orElse(null);
    return CallProblems.NOT_E164
        .detail(
            meant == null
                ? "Write the number in E.164: a plus sign, the country, in Brazil an area code that"
                    + " exists, and as many digits as telephones there have."
                : "Write the number in E.164. Perhaps you meant " + meant + ".")
        .field(field, "must be E.164, as in +5511987654321")
        .with("suggestion", meant)
        .with("extension", meant == null ? null : Extension.split(given).extension())
        .exception();
  }

  static ProblemException notOurNumber(E164 from, List<E164> numbers) {
    return CallProblems.NOT_OUR_NUMBER
        .field("from", "is none of the connection's numbers", texts(numbers))
        .exception();
  }

  static ProblemException ownNumber(E164 to) {
    return CallProblems.OWN_NUMBER
        .field("to", "is a number of the organization's own: " + to.value())
        .exception();
  }

  private static ProblemException noConnection(Carrier carrier) {
    return CallProblems.NO_CONNECTION
        .field("carrier", "has no enabled connection: " + carrier.wire())
        .exception();
  }

  static ProblemException noNumbers() {
    return CallProblems.NO_NUMBERS
        .field("from", "cannot be chosen: the connection has no numbers")
        .exception();
  }

  static ProblemException noCallerId() {
    return CallProblems.CALLER_ID_NOT_ALLOWED
        .detail("The account has toll-free numbers only; they take calls and cannot make any.")
        .exception();
  }

  /** What stands in the way of the carrier that would come first. */
  static ProblemException noRoute(Ranked obstacle, E164 to, List<Carrier> reaching) {
    RouteCandidate first = obstacle.candidate();
    return switch (obstacle.why()) {
      case NOT_REACHED -> notReached(to, first.carrier(), reaching);
      case NO_NUMBERS -> noNumbers();
      case NOT_ITS_NUMBER -> notOurNumber(first.from(), first.account().numbers());
      default -> noConnection(first.carrier());
    };
  }

  static ProblemException notYourPhone() {
    return CallProblems.NOT_YOUR_PHONE
        .field("agentId", "must be absent or your own id")
        .exception();
  }

  static ProblemException nobodyToRing(String agentId) {
    return CallProblems.NOBODY_TO_RING
        .field("agentId", "is no agent's id of this organization: " + agentId)
        .exception();
  }

  static ProblemException notYoursToRecord(boolean setting) {
    return CallProblems.NOT_YOURS_TO_RECORD
        .field("record", "must be absent or " + setting + ", as the organization has set it")
        .exception();
  }

  static ProblemException notYoursToDetect(MachineDetection setting) {
    return CallProblems.NOT_YOURS_TO_DETECT
        .field(
            "machineDetection",
            "must be absent or " + setting.wire() + ", as the organization has set it")
        .exception();
  }

  /** Names the call that must end first. */
  static ProblemException onACall(RunningCall running, int allowed) {
    return CallProblems.ON_A_CALL
        .detail(
            "Call %s to %s still runs, and the organization lets an agent have %d at a time. Hang"
                    .formatted(running.id(), running.to(), allowed)
                + " it up (POST /api/calls/%s/hangup) and call again, or have an administrator"
                    .formatted(running.id())
                + " allow more (callsPerAgent, PUT /api/settings/voice).")
        .with("callId", running.id().value())
        .exception();
  }

  /** Names the rule and what it was judged on, and the call that was stored as denied. */
  static Problem notPermitted(CallId call, Judged rule) {
    return rule.refusal()
        .detail(
            "Nobody was rung. All rules: GET /api/calls/%s/permission; ask before calling: POST"
                    .formatted(call)
                + " /api/calls/permission."
                + (rule.rule() == PermissionRule.BUDGET
                    ? " Whoever keeps the budgets can raise it: PUT /api/billing/budgets/{id}."
                    : ""))
        .with("callId", call.value());
  }

  static ProblemException doubleClick(RunningCall running) {
    return CallProblems.ON_A_CALL
        .detail(
            "Call %s to the same number was asked for a moment ago and still runs."
                    .formatted(running.id())
                + " Follow that one; hang it up (POST /api/calls/%s/hangup) to call again."
                    .formatted(running.id()))
        .with("callId", running.id().value())
        .exception();
  }

  /** Names the carriers that reach the number. */
  private static ProblemException notReached(E164 to, Carrier carrier, List<Carrier> reaching) {
    String[] others = reaching.stream().map(Carrier::wire).toArray(String[]::new);
    return CallProblems.NOT_REACHED
        .detail(
            "%s does not connect calls to %s; nobody was rung."
                .formatted(carrier.wire(), to.value()))
        .field("to", "is not reached through " + carrier.wire())
        .field("carrier", others.length == 0 ? "has no other choice" : "choose another", others)
        .exception();
  }

  private static String[] texts(List<E164> numbers) {
    return numbers.stream().map(E164::value).toArray(String[]::new);
  }
}
