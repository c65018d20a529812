package dev.ramal.messaging.alerting.policy;

import dev.ramal.events.WireWords;
import java.util.Arrays;
import java.util.List;

/** What a template may say of an alert. Templates of organizations hold these words. */
public enum AlertVariable {
  /** In Portuguese. */
  SEVERITY,
  TITLE,
  DETAIL,
  /** Who raised it. */
  SERVICE;

  public String wire() {
    return WireWords.of(this);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(AlertVariable::wire).toList();
  }
}
