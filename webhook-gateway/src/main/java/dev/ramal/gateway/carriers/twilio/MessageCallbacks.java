package dev.ramal.gateway.carriers.twilio;

import dev.ramal.events.Channel;
import dev.ramal.events.Media;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.WhatsAppUserId;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.gateway.carriers.FieldValues;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.carriers.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Callbacks about messages. They carry neither time nor order: both are ours. */
final class MessageCallbacks {
  private static final String WHATSAPP = "whatsapp:";
  private static final Pattern CHANNEL = Pattern.compile("[a-z]{2,20}:");

  private static final int MAX_MEDIA = 50;

  /** Twilio's code of a message that outlived its validity period. */
  private static final String EXPIRED = "30036";

  private MessageCallbacks() {}

  static Translation status(TwilioCallback callback) {
    FormBody form = callback.form();
    String sid = form.required("MessageSid");
    String status = form.required("MessageStatus");
    String errorCode = form.text("ErrorCode");
    MessageStatus neutral = neutral(status, errorCode);
    if (neutral == null) {
      return Translation.Unknown.because("a MessageStatus this version does not know");
    }
    String messageId = FieldValues.ourIdOrNull(callback.query().text("message"));
    String errorText = form.text("ErrorMessage");
    return new Translation.Fact(
        callback.id(sid, "message", status),
        messageId != null ? messageId : sid,
        new CarrierMessageStatus(
            messageId,
            sid,
            neutral,
            errorCode,
            errorText != null ? errorText : form.text("ChannelStatusMessage"),
            null,
            form.number("NumSegments"),
            callback.origin()));
  }

  private static MessageStatus neutral(String status, String errorCode) {
    return switch (status) {
      case "accepted", "queued", "scheduled" -> MessageStatus.ACCEPTED;
      case "sending" -> MessageStatus.SENDING;
      case "sent", "partially_delivered" -> MessageStatus.SENT;
      case "delivered" -> MessageStatus.DELIVERED;
      case "read" -> MessageStatus.READ;
      case "undelivered" ->
          EXPIRED.equals(errorCode) ? MessageStatus.EXPIRED : MessageStatus.UNDELIVERED;
      case "failed" -> EXPIRED.equals(errorCode) ? MessageStatus.EXPIRED : MessageStatus.FAILED;
      case "canceled" -> MessageStatus.CANCELED;
      default -> null;
    };
  }

  /** A message may name no sender, or one that is no number: that is for its reader to see. */
  static Translation incoming(TwilioCallback callback) {
    FormBody form = callback.form();
    String sid = form.required("MessageSid");
    String from = form.text("From");
    String to = form.required("To");
    if (isOtherChannel(from) || isOtherChannel(to)) {
      return Translation.Unknown.because("a message by a channel this version does not know");
    }
    boolean whatsapp = to.startsWith(WHATSAPP) || from != null && from.startsWith(WHATSAPP);
    String sender = from == null ? null : bare(from);
    String userId = userId(form, sender);
    String body = form.text("Body");
    return new Translation.Fact(
        callback.id(sid, "received"),
        userId != null ? userId : sender != null ? sender : bare(to),
        new CarrierMessageReceived(
            null,
            sid,
            sender,
            bare(to),
            whatsapp ? Channel.WHATSAPP : Channel.SMS,
            body == null ? "" : body,
            media(form),
            MessageContents.of(form),
            userId,
            form.text("ProfileName"),
            form.text("OriginalRepliedMessageSid"),
            form.number("NumSegments"),
            optedOut(form),
            null,
            callback.origin()));
  }

  /** {@code messenger:…} and the like. */
  private static boolean isOtherChannel(String address) {
    return address != null && !address.startsWith(WHATSAPP) && CHANNEL.matcher(address).lookingAt();
  }

  /** WhatsApp's id of a person, which comes beside the number or in its place. */
  private static String userId(FormBody form, String sender) {
    String told = form.text("ExternalUserId");
    String id = told == null ? sender : bare(told);
    return WhatsAppUserId.isOne(id) ? id : null;
  }

  /** What Twilio's Advanced Opt-Out made of the text. */
  private static Boolean optedOut(FormBody form) {
    String told = form.text("OptOutType");
    return "STOP".equals(told) ? Boolean.TRUE : "START".equals(told) ? Boolean.FALSE : null;
  }

  private static String bare(String address) {
    return address.startsWith(WHATSAPP) ? address.substring(WHATSAPP.length()) : address;
  }

  private static List<Media> media(FormBody form) {
    Integer count = form.number("NumMedia");
    List<Media> media = new ArrayList<>();
    for (int i = 0; count != null && i < Math.min(count, MAX_MEDIA); i++) {
      String url = form.text("MediaUrl" + i);
      if (url != null) {
        media.add(new Media(url, form.text("MediaContentType" + i), null, null));
      }
    }
    return media;
  }
}
