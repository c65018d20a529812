package dev.ramal.messaging.alerting.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what a receiver is reached. */
public enum ReceiverChannel {
  SLACK,
  SMS,
  WHATSAPP;

  static Optional<ReceiverChannel> find(String word) {
    return Arrays.stream(values()).filter(one -> one.wire().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(ReceiverChannel::wire).toList();
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
