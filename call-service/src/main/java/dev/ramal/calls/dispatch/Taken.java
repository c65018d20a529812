package dev.ramal.calls.dispatch;

import dev.ramal.calls.carrier.CommandResult.Accepted;
import dev.ramal.calls.carrier.LegReport;
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
}
