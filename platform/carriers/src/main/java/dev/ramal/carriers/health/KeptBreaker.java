package dev.ramal.carriers.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.events.EventJson;
import dev.ramal.kit.time.Backoff;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A breaker with what was heard last, as it is stored.
 *
 * @param errors the latest first; five at most
 */
public record KeptBreaker(Breaker breaker, List<CarrierError> errors) {
  public static final KeptBreaker NEW = new KeptBreaker(Breaker.NEW, List.of());

  private static final int KEPT_ERRORS = 5;

  /**
   * @param errors JSON, as {@link #storedErrors} gives it
   */
  static KeptBreaker stored(Breaker breaker, String errors) {
    try {
      return new KeptBreaker(
          breaker, EventJson.mapper().readValue(errors, new TypeReference<>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored errors of a carrier cannot be read", e);
    }
  }

  String storedErrors() {
    return EventJson.mapper().valueToTree(errors).toString();
  }

  /** See {@link Breaker#took}. */
  public KeptBreaker took(Instant now) {
    return new KeptBreaker(breaker.took(now), errors);
  }

  /** See {@link Breaker#failed}. */
  public KeptBreaker failed(Instant now, int most, Backoff waits, String code, String reason) {
    return new KeptBreaker(
        breaker.failed(now, most, waits),
        Stream.concat(Stream.of(CarrierError.of(now, code, reason)), errors.stream())
            .limit(KEPT_ERRORS)
            .toList());
  }

  /** See {@link Breaker#asked}. */
  public KeptBreaker asked(boolean answers, Instant now, Backoff waits) {
    return new KeptBreaker(breaker.asked(answers, now, waits), errors);
  }
}
