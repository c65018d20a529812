package dev.ramal.calls.dispatch;

import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.kit.jobs.Outcome;

/** A carrier's answers in the words of the job engine. */
final class CarrierOutcomes {
  private CarrierOutcomes() {}

  static Outcome<Taken> of(CommandResult result) {
    if (result instanceof CommandResult.Accepted accepted) {
      return new Outcome.Done<>(new Taken.Answered(accepted));
    }
    if (result instanceof CommandResult.Refused refused) {
      return new Outcome.Refused<>(refused.code(), refused.reason());
    }
    if (result instanceof CommandResult.Throttled throttled) {
      return new Outcome.Throttled<>(throttled.retryAfter(), "throttled");
    }
    if (result instanceof CommandResult.NotSent notSent) {
      return new Outcome.NotTaken<>(notSent.reason());
    }
    return new Outcome.Unknown<>(((CommandResult.Unknown) result).reason());
  }

  static Outcome<Taken> of(Lookup answer) {
    if (answer instanceof Lookup.Found found) {
      return new Outcome.Done<>(new Taken.Adopted(found.report()));
    }
    if (answer instanceof Lookup.Candidates candidates) {
      return new Outcome.Done<>(new Taken.OneOf(candidates.reports()));
    }
    return answer instanceof Lookup.NotCreated
        ? new Outcome.NotTaken<>("not created")
        : new Outcome.Unknown<>(((Lookup.CannotTell) answer).reason());
  }
}
