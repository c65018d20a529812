package dev.ramal.billing.rating;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is counted. A usage is counted in small whole units ({@link #unit()}); a tariff states its
 * rates for {@link #unitsPerRate()} of them: seconds are counted, minutes are priced.
 */
public enum Meter {
  VOICE_MINUTE("voice-minute", "second", "segundo", "minuto", 60),
  MESSAGE_SEGMENT("message-segment", "segment", "segmento", "segmento", 1),
  RECORDING_GB_MONTH("recording-gb-month", "megabyte", "megabyte", "gigabyte-mês", 1000),
  RECORDING_MINUTE("recording-minute", "second", "segundo", "minuto", 60),
  TRANSCRIPTION_MINUTE("transcription-minute", "second", "segundo", "minuto", 60),
  SENTIMENT_MINUTE("sentiment-minute", "second", "segundo", "minuto", 60),
  MACHINE_DETECTION("machine-detection", "call", "chamada", "chamada", 1),
  NUMBER_MONTH("number-month", "day", "dia", "número-mês", 30),
  INFRASTRUCTURE_MONTH("infrastructure-month", "month", "mês", "mês", 1);

  private static final Map<String, Meter> BY_WIRE =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Meter::wire, m -> m));

  private final String wire;
  private final String unit;
  private final String unitInPortuguese;
  private final String rateUnitInPortuguese;
  private final int unitsPerRate;

  Meter(
      String wire,
      String unit,
      String unitInPortuguese,
      String rateUnitInPortuguese,
      int unitsPerRate) {
    this.wire = wire;
    this.unit = unit;
    this.unitInPortuguese = unitInPortuguese;
    this.rateUnitInPortuguese = rateUnitInPortuguese;
    this.unitsPerRate = unitsPerRate;
  }

  /** The unit a quantity is counted in, as it stands in events and exports. */
  public String unit() {
    return unit;
  }

  /** How many units one rate pays for. */
  public int unitsPerRate() {
    return unitsPerRate;
  }

  String unitInPortuguese() {
    return unitInPortuguese;
  }

  /** What one rate pays for, in words. */
  public String rateUnitInPortuguese() {
    return rateUnitInPortuguese;
  }

  /** The name in events, tariffs and exports, as in {@code voice-minute}. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * @throws IllegalArgumentException for an unknown name
   */
  @JsonCreator
  public static Meter of(String wire) {
    Meter meter = BY_WIRE.get(wire);
    if (meter == null) {
      throw new IllegalArgumentException("no such meter: " + wire);
    }
    return meter;
  }
}
