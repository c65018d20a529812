package dev.ramal.calls.dispatch;

import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.carrier.CommandResult.Accepted;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.kit.jobs.Outcome;
import java.util.List;

/** How it is known that the carrier took a command. */
sealed interface Taken {

  /** It said so. */
  record Answered(Accepted accepted) implements Taken {}

  /** It was asked, and has a leg that can be no other's. */
  record Adopted(LegReport report) implements Taken {}

  /** It was asked, and has legs between these numbers; which one is ours is decided with care. */
  record OneOf(List<LegReport> candidates) implements Taken {}

  /** Its callbacks told what the answer would have told. */
  record ToldByCallbacks() implements Taken {}

  /** What a carrier answered, in the words of the job engine. */
  static Outcome<Taken> outcome(CommandResult result) {
    if (result instanceof CommandResult.Accepted accepted) {
      return new Outcome.Done<>(new Answered(accepted));
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

  /** What a carrier answered when it was asked, in the words of the job engine. */
  static Outcome<Taken> outcome(Lookup answer) {
    if (answer instanceof Lookup.Found found) {
      return new Outcome.Done<>(new Adopted(found.report()));
    }
    if (answer instanceof Lookup.Candidates candidates) {
      return new Outcome.Done<>(new OneOf(candidates.reports()));
    }
    return answer instanceof Lookup.NotCreated
        ? new Outcome.NotTaken<>("not created")
        : new Outcome.Unknown<>(((Lookup.CannotTell) answer).reason());
  }
}
