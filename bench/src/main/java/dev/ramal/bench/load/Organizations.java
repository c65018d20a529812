package dev.ramal.bench.load;

import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;

/** The organizations of a measurement, each with one connection and one number. */
public final class Organizations {
  public static final int COUNT = 10;

  /** The first one: the realm file has people for it. */
  public static final String WITH_PEOPLE = "aurora";

  private Organizations() {}

  public static TenantId of(int subject) {
    int number = subject % COUNT;
    return TenantId.of(number == 0 ? WITH_PEOPLE : "bench-" + number);
  }

  public static ConnectionId connectionOf(int subject) {
    return new ConnectionId("bench-" + subject % COUNT);
  }

  public static String numberOf(int subject) {
    return "+551140000%03d".formatted(subject % COUNT);
  }

  /** A mobile in São Paulo. */
  public static String otherSide(int subject) {
    return "+55119%08d".formatted(80_000_000 + subject % 10_000_000);
  }
}
