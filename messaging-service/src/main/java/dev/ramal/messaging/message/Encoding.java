package dev.ramal.messaging.message;

/**
 * How an SMS travels.
 *
 * <p>Source: 3GPP TS 23.038 (alphabets) and 23.040 (the six header bytes of a concatenated part,
 * which cost seven septets or three 16-bit units).
 */
public enum Encoding {
  GSM_7("gsm-7", 160, 153),
  UCS_2("ucs-2", 70, 67);

  private final String wire;
  private final int unitsAlone;
  private final int unitsPerPart;

  Encoding(String wire, int unitsAlone, int unitsPerPart) {
    this.wire = wire;
    this.unitsAlone = unitsAlone;
    this.unitsPerPart = unitsPerPart;
  }

  /** As clients see it. */
  public String wire() {
    return wire;
  }

  /** Room of a message that fits into one part. */
  int unitsAlone() {
    return unitsAlone;
  }

  /** Room of each part of a longer one. */
  int unitsPerPart() {
    return unitsPerPart;
  }
}
