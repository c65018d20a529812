package dev.ramal.events;

import java.util.Locale;

/** How a constant is written on Kafka, in APIs and in metrics. */
public final class WireName {
  private WireName() {}

  /** Lower case with hyphens: {@code NO_ANSWER} is {@code no-answer}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
