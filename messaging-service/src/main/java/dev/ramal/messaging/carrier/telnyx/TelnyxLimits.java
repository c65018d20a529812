package dev.ramal.messaging.carrier.telnyx;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.messaging.carrier.MessageLimits;
import java.util.List;

/**
 * What goes in one message through Telnyx. Source: Telnyx, media of a message below 1 MB;
 * WhatsApp's own limits, which Telnyx passes on.
 */
final class TelnyxLimits {
  private static final int SMS_BODY = 1600;

  private static final MessageLimits MMS =
      new MessageLimits(SMS_BODY, SMS_BODY, 10, List.of(MessageLimits.mms(1)));

  private static final MessageLimits WHATSAPP =
      new MessageLimits(
          4096,
          1024,
          1,
          List.of(
              MessageLimits.WHATSAPP_IMAGE,
              MessageLimits.WHATSAPP_AUDIO,
              MessageLimits.WHATSAPP_VIDEO,
              MessageLimits.whatsAppDocument(100)));

  private TelnyxLimits() {}

  static MessageLimits of(Channel channel, E164 from, E164 to) {
    if (channel == Channel.WHATSAPP) {
      return WHATSAPP;
    }
    return MessageLimits.haveMms(from, to) ? MMS : MessageLimits.TEXT;
  }
}
