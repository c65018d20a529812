package dev.ramal.simulators.twilio.messages;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.Address;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import java.util.Set;

/** The strict check of {@code POST Messages}. */
final class MessageForm {
  private static final Set<String> CREATE =
      Set.of(
          "To",
          "StatusCallback",
          "ApplicationSid",
          "MaxPrice",
          "ProvideFeedback",
          "Attempt",
          "ValidityPeriod",
          "ForceDelivery",
          "ContentRetention",
          "AddressRetention",
          "SmartEncoded",
          "PersistentAction",
          "TrafficType",
          "ShortenUrls",
          "ScheduleType",
          "SendAt",
          "SendAsMms",
          "ContentVariables",
          "RiskCheck",
          "From",
          "FallbackFrom",
          "MessagingServiceSid",
          "Body",
          "MediaUrl",
          "ContentSid");
  private static final int BODY_LIMIT = 1600;

  private MessageForm() {}

  static void check(TwilioAccount account, Fields form, Set<String> optedOut) {
    FormRules.onlyKnown(form, CREATE);
    String to = form.get("To");
    if (to == null) {
      throw TwilioErrors.bad(21604, "A 'To' phone number is required.");
    }
    if (form.get("From") == null && form.get("MessagingServiceSid") == null) {
      throw TwilioErrors.bad(
          21603, "A 'From' or 'MessagingServiceSid' parameter is required to send a message");
    }
    checkContent(form);
    FormRules.callable(form, "StatusCallback");
    FormRules.within(form, "ValidityPeriod", 1, 36_000);
    checkTo(account, to, optedOut);
    checkFrom(account, form, to);
  }

  private static void checkContent(Fields form) {
    if (form.get("Body") == null
        && form.get("MediaUrl") == null
        && form.get("ContentSid") == null) {
      throw TwilioErrors.bad(21602, "Message body is required.");
    }
    if (form.get("Body", "").length() > BODY_LIMIT) {
      throw TwilioErrors.bad(
          21617, "The concatenated message body exceeds the 1600 character limit.");
    }
    if (form.get("ContentSid") != null && (form.has("Body") || form.has("MediaUrl"))) {
      throw TwilioErrors.bad(21654, "Body and MediaUrl are left out beside a ContentSid");
    }
    if (form.get("To", "").startsWith("whatsapp:") && form.all("MediaUrl").size() > 1) {
      throw TwilioErrors.bad(21620, "Invalid media URL(s): one by WhatsApp");
    }
    if (form.all("MediaUrl").size() > 10) {
      throw TwilioErrors.bad(21620, "Invalid media URL(s): at most ten");
    }
  }

  private static void checkTo(TwilioAccount account, String to, Set<String> optedOut) {
    boolean whatsapp = to.startsWith("whatsapp:");
    String number = whatsapp ? to.substring("whatsapp:".length()) : to;
    if (!Address.isNumber(number)) {
      throw TwilioErrors.bad(21211, "The 'To' number " + to + " is not a valid phone number.");
    }
    if (!whatsapp && Address.isLandline(number)) {
      throw TwilioErrors.bad(21614, "'To' number is not a valid mobile number: " + to);
    }
    if (!account.mayReach(number)) {
      throw TwilioErrors.bad(
          21408, "Permission to send an SMS has not been enabled for the region of " + to);
    }
    if (!whatsapp && (optedOut.contains(number) || number.endsWith("40300"))) {
      throw TwilioErrors.bad(21610, "Attempt to send to unsubscribed recipient");
    }
  }

  private static void checkFrom(TwilioAccount account, Fields form, String to) {
    String service = form.get("MessagingServiceSid");
    if (service != null && !account.messagingServices().contains(service)) {
      throw TwilioErrors.bad(21701, "The Messaging Service does not exist: " + service);
    }
    String from = form.get("From");
    if (from == null) {
      return;
    }
    if (!Address.isNumber(from.replaceFirst("^whatsapp:", ""))) {
      throw TwilioErrors.bad(21212, "The 'From' number " + from + " is not a valid phone number.");
    }
    if (!account.owns(from) || from.startsWith("whatsapp:") != to.startsWith("whatsapp:")) {
      throw TwilioErrors.bad(
          21606,
          "The 'From' phone number provided, "
              + from
              + ", is not a valid message-capable Twilio"
              + " phone number for this destination.");
    }
  }
}
