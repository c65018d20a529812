package dev.ramal.carriers;

import dev.ramal.kit.jobs.Outcome;
import java.time.Duration;
import java.util.function.Function;

/**
 * What became of one HTTP request to a carrier.
 *
 * <p>Failure policy: a request leaves this process once. Whatever leaves open whether the carrier
 * acted is {@link Unknown}, never an error to repeat: losing a call or a message to a question is
 * cheaper than placing it twice.
 *
 * @param <T> what the carrier answers when it has done it
 */
public sealed interface CarrierReply<T> {

  /**
   * The carrier did it.
   *
   * @param value null where the carrier answers nothing
   */
  record Done<T>(T value) implements CarrierReply<T> {}

  /**
   * The carrier refused, in its own words, and did nothing.
   *
   * @param status HTTP status, 400 to 499
   * @param code the carrier's code, as in 21211 or 10015
   * @param reason the carrier's words, for people
   */
  record Refused<T>(int status, String code, String reason) implements CarrierReply<T> {}

  /**
   * It may or may not have been done: timeout, broken connection, 5xx, an answer of no sense.
   *
   * @param neverLeft whether nothing of the request can have reached the carrier: no connection to
   *     it came about
   */
  record Unknown<T>(String reason, boolean neverLeft) implements CarrierReply<T> {
    public Unknown(String reason) {
      this(reason, false);
    }
  }

  /** The carrier did nothing because we are too fast. */
  record Throttled<T>(Duration retryAfter) implements CarrierReply<T> {}

  /** Changes what {@link Done} holds; every other kind stays as it is. */
  default <R> CarrierReply<R> map(Function<T, R> change) {
    if (this instanceof Done<T> done) {
      return new Done<>(change.apply(done.value()));
    }
    if (this instanceof Refused<T> refused) {
      return new Refused<>(refused.status(), refused.code(), refused.reason());
    }
    if (this instanceof Throttled<T> throttled) {
      return new Throttled<>(throttled.retryAfter());
    }
    Unknown<T> unknown = (Unknown<T>) this;
    return new Unknown<>(unknown.reason(), unknown.neverLeft());
  }

  /** Whether nothing of the request can have reached the carrier. */
  default boolean neverLeft() {
    return this instanceof Unknown<T> unknown && unknown.neverLeft();
  }

  /** The same in the words of the job engine. */
  default <R> Outcome<R> outcome(Function<T, R> done) {
    if (this instanceof Done<T> taken) {
      return new Outcome.Done<>(done.apply(taken.value()));
    }
    if (this instanceof Refused<T> refused) {
      return new Outcome.Refused<>(refused.code(), refused.reason());
    }
    if (this instanceof Throttled<T> throttled) {
      return new Outcome.Throttled<>(throttled.retryAfter(), "throttled");
    }
    return new Outcome.Unknown<>(((Unknown<T>) this).reason());
  }
}
