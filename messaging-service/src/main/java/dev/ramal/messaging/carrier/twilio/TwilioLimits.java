package dev.ramal.messaging.carrier.twilio;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.messaging.carrier.MessageLimits;
import java.util.List;

/**
 * What goes in one message through Twilio. Source: Twilio, error 21617 and the accepted content
 * types for media; WhatsApp's own limit of what stands beside a file or buttons.
 */
final class TwilioLimits {
  private static final int BODY = 1600;

  private static final MessageLimits MMS =
      new MessageLimits(BODY, BODY, 10, List.of(MessageLimits.mms(5)));

  private static final MessageLimits WHATSAPP =
      new MessageLimits(
          BODY,
          1024,
          1,
          List.of(
              MessageLimits.WHATSAPP_IMAGE,
              MessageLimits.WHATSAPP_AUDIO,
              MessageLimits.WHATSAPP_VIDEO,
              MessageLimits.whatsAppDocument(16)));

  private TwilioLimits() {}

  static MessageLimits of(Channel channel, E164 from, E164 to) {
    if (channel == Channel.WHATSAPP) {
      return WHATSAPP;
    }
    return MessageLimits.haveMms(from, to) ? MMS : MessageLimits.TEXT;
  }
}
