package dev.ramal.gateway.publishing;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Begins a trace, as W3C Trace Context writes it, so that everything that follows from one callback
 * can be found by one id.
 *
 * <p>Always a new one: whatever a request from outside says of its trace is nobody's promise.
 */
final class TraceParent {
  private static final HexFormat HEX = HexFormat.of();

  private TraceParent() {}

  /** {@code 00-<trace>-<parent>-01}: version 0, sampled. */
  static String begin() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    // An id of zeros only is not valid.
    return "00-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + HEX.toHexDigits(random.nextLong())
        + "-"
        + HEX.toHexDigits(random.nextLong() | 1)
        + "-01";
  }
}
