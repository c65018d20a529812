package dev.ramal.calls.carrier.tincan;

import dev.ramal.events.Carrier;

/** A third carrier that only tests know: two tins and a string. */
public final class TinCan {
  public static final Carrier CARRIER = Carrier.of("tincan");

  private TinCan() {}
}
