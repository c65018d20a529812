package dev.ramal.billing.exports.monthly;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;

/** What can be wrong with monthly exports. */
final class MonthlyExportProblems {
  private MonthlyExportProblems() {}

  static ProblemException unknown() {
    return Problem.of(404, "BILLING-0190", "No such monthly export")
        .detail("There is no monthly export with this id in your organization.")
        .exception();
  }

  static ProblemException notReady() {
    return Problem.of(409, "BILLING-0191", "The monthly export is not ready")
        .detail("Its files are being written; ask again, or wait for ExportReady.")
        .exception();
  }

  static ProblemException repeatedFormat() {
    return Problem.of(400, "BILLING-0192", "Not a choice of formats")
        .field("formats", "are named once each")
        .exception();
  }
}
