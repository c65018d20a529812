package dev.ramal.messaging.alerting;

import java.util.Locale;

/** What receivers hear of an alert. Only Slack hears more than that it was raised. */
enum AlertNews {
  RAISED,
  ACKNOWLEDGED,
  RESOLVED;

  static AlertNews of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
