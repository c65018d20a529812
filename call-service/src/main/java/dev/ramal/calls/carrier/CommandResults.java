package dev.ramal.calls.carrier;

import dev.ramal.carriers.CarrierReply;
import java.util.function.Function;

/** A reply of a carrier's HTTP API as the result of a command. */
public final class CommandResults {
  private CommandResults() {}

  /**
   * @param accepted what a done request means
   */
  public static <T> CommandResult of(
      CarrierReply<T> reply, Function<T, CommandResult.Accepted> accepted) {
    if (reply instanceof CarrierReply.Done<T> done) {
      return accepted.apply(done.value());
    }
    if (reply instanceof CarrierReply.Refused<T> refused) {
      return new CommandResult.Refused(refused.code(), refused.reason());
    }
    if (reply instanceof CarrierReply.Throttled<T> throttled) {
      return new CommandResult.Throttled(throttled.retryAfter());
    }
    return new CommandResult.Unknown(((CarrierReply.Unknown<T>) reply).reason());
  }

  /** Why a reply that is not done tells nothing about a leg. */
  public static Lookup cannotTell(CarrierReply<?> reply) {
    if (reply instanceof CarrierReply.Refused<?> refused) {
      return new Lookup.CannotTell(refused.code() + " " + refused.reason());
    }
    if (reply instanceof CarrierReply.Throttled<?>) {
      return new Lookup.CannotTell("the carrier asks us to slow down");
    }
    if (reply instanceof CarrierReply.Unknown<?> unknown) {
      return new Lookup.CannotTell(unknown.reason());
    }
    return new Lookup.CannotTell("the carrier answered without saying anything");
  }
}
