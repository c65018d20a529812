package dev.ramal.messaging.alerting.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How bad it is, in the order of getting worse. */
public enum Severity {
  INFO("Informação"),
  WARNING("Atenção"),
  CRITICAL("Crítico");

  private final String portuguese;

  Severity(String portuguese) {
    this.portuguese = portuguese;
  }

  /** The least bad one for a word that is not known: such is told where all is told. */
  public static Severity of(String word) {
    return Arrays.stream(values()).filter(one -> one.wire().equals(word)).findFirst().orElse(INFO);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Severity::wire).toList();
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What people read. */
  public String portuguese() {
    return portuguese;
  }
}
