package dev.ramal.messaging.routing;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Through which carriers an organization sends.
 *
 * @param sms in their order; empty while nobody has said: all of them, and a thread keeps its
 *     number
 * @param whatsapp the same for WhatsApp
 * @param smsAfterMinutes how long a WhatsApp message may take to arrive before an SMS follows; 0
 *     for ever
 */
public record MessageRoutingSettings(
    Optional<List<Carrier>> sms, Optional<List<Carrier>> whatsapp, int smsAfterMinutes) {
  static final MessageRoutingSettings DEFAULT =
      new MessageRoutingSettings(Optional.empty(), Optional.empty(), 0);

  /** A day: later nobody takes the SMS for the same news. */
  static final int MOST_MINUTES = 1440;

  /**
   * As they are stored.
   *
   * @param minutes null while nobody has said anything
   */
  static MessageRoutingSettings stored(String sms, String whatsapp, Integer minutes) {
    return minutes == null
        ? DEFAULT
        : new MessageRoutingSettings(read(sms), read(whatsapp), minutes);
  }

  /** What is stored of a channel; null for all carriers. */
  String stored(Channel channel) {
    return carriers(channel)
        .map(list -> String.join(" ", list.stream().map(Carrier::wire).toList()))
        .orElse(null);
  }

  /** Empty for all of them, none before another. */
  public Optional<List<Carrier>> carriers(Channel channel) {
    return channel == Channel.WHATSAPP ? whatsapp : sms;
  }

  /** Empty where no SMS ever follows. */
  public Optional<Duration> smsAfter() {
    return smsAfterMinutes == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMinutes(smsAfterMinutes));
  }

  private static Optional<List<Carrier>> read(String words) {
    return Optional.ofNullable(words)
        .map(
            known ->
                Stream.of(known.split(" "))
                    .filter(word -> !word.isEmpty())
                    .map(Carrier::of)
                    .toList());
  }
}
