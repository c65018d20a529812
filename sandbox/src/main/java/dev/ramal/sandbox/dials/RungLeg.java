package dev.ramal.sandbox.dials;

/**
 * A leg that a carrier has made.
 *
 * @param handle the carrier's
 * @param to as the carrier shows it: a number, {@code client:…} or {@code sip:…@…}
 */
record RungLeg(String carrier, String handle, String to) {
  /** The number, or whose softphone. */
  String destination() {
    return to.replaceFirst("^(client|sip):", "").replaceFirst("@.*", "");
  }

  @Override
  public String toString() {
    return carrier + " " + handle;
  }
}
