package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import dev.ramal.simulators.twilio.api.Address;
import dev.ramal.simulators.twilio.api.FormRules;
import dev.ramal.simulators.twilio.api.TwilioErrors;
import java.util.List;
import java.util.Set;

/** The strict check of {@code POST Calls} and {@code POST Calls/{sid}}. */
final class CallForm {
  private static final Set<String> CREATE =
      Set.of(
          "To",
          "From",
          "Method",
          "FallbackUrl",
          "FallbackMethod",
          "StatusCallback",
          "StatusCallbackEvent",
          "StatusCallbackMethod",
          "SendDigits",
          "Timeout",
          "Record",
          "RecordingChannels",
          "RecordingStatusCallback",
          "RecordingStatusCallbackMethod",
          "SipAuthUsername",
          "SipAuthPassword",
          "MachineDetection",
          "MachineDetectionTimeout",
          "RecordingStatusCallbackEvent",
          "Trim",
          "CallerId",
          "MachineDetectionSpeechThreshold",
          "MachineDetectionSpeechEndThreshold",
          "MachineDetectionSilenceTimeout",
          "AsyncAmd",
          "AsyncAmdStatusCallback",
          "AsyncAmdStatusCallbackMethod",
          "Byoc",
          "CallReason",
          "CallToken",
          "RecordingTrack",
          "TimeLimit",
          "ClientNotificationUrl",
          "Url",
          "Twiml",
          "ApplicationSid");
  private static final Set<String> UPDATE =
      Set.of(
          "Url",
          "Method",
          "Status",
          "FallbackUrl",
          "FallbackMethod",
          "StatusCallback",
          "StatusCallbackMethod",
          "Twiml",
          "TimeLimit");
  private static final Set<String> RECORDING =
      Set.of(
          "RecordingStatusCallback",
          "RecordingStatusCallbackEvent",
          "RecordingStatusCallbackMethod",
          "RecordingChannels",
          "RecordingTrack",
          "Trim");
  private static final List<String> BOOLEANS = List.of("true", "false");
  private static final int TWIML_LIMIT = 4000;

  private CallForm() {}

  static void checkCreate(TwilioAccount account, Fields form) {
    FormRules.onlyKnown(form, CREATE);
    if (form.get("To") == null) {
      throw TwilioErrors.bad(21201, "No 'To' number is specified");
    }
    if (form.get("From") == null) {
      throw TwilioErrors.bad(21213, "No 'From' number is specified");
    }
    checkWhatHappensNext(form);
    checkTo(account, form.get("To"));
    checkFrom(account, form.get("From"), form.get("To"));
    FormRules.oneOf(
        form, "StatusCallbackEvent", List.of("initiated", "ringing", "answered", "completed"));
    FormRules.oneOf(
        form, "RecordingStatusCallbackEvent", List.of("in-progress", "completed", "absent"));
    FormRules.oneOf(form, "Record", BOOLEANS);
    FormRules.oneOf(form, "AsyncAmd", BOOLEANS);
    FormRules.oneOf(form, "RecordingChannels", List.of("mono", "dual"));
    FormRules.oneOf(form, "RecordingTrack", List.of("inbound", "outbound", "both"));
    FormRules.oneOf(form, "Trim", List.of("trim-silence", "do-not-trim"));
    FormRules.oneOf(form, "MachineDetection", List.of("Enable", "DetectMessageEnd"));
    FormRules.within(form, "Timeout", 0, 600);
    FormRules.within(form, "MachineDetectionTimeout", 3, 59);
  }

  static void checkUpdate(Fields form) {
    FormRules.onlyKnown(form, UPDATE);
    FormRules.oneOf(form, "Status", List.of("canceled", "completed"));
    checkShared(form);
    if (form.get("Status") == null && form.get("Url") == null && form.get("Twiml") == null) {
      throw TwilioErrors.bad(20001, "Nothing to update: give Status, Url or Twiml");
    }
  }

  static void checkRecording(Fields form) {
    FormRules.onlyKnown(form, RECORDING);
    FormRules.callable(form, "RecordingStatusCallback");
    FormRules.oneOf(
        form, "RecordingStatusCallbackEvent", List.of("in-progress", "completed", "absent"));
    FormRules.oneOf(form, "RecordingStatusCallbackMethod", FormRules.METHODS);
    FormRules.oneOf(form, "RecordingChannels", List.of("mono", "dual"));
    FormRules.oneOf(form, "RecordingTrack", List.of("inbound", "outbound", "both"));
    FormRules.oneOf(form, "Trim", List.of("trim-silence", "do-not-trim"));
  }

  private static void checkWhatHappensNext(Fields form) {
    checkShared(form);
    if (form.get("Url") == null
        && form.get("Twiml") == null
        && form.get("ApplicationSid") == null) {
      throw TwilioErrors.bad(21205, "Url parameter is required.");
    }
  }

  private static void checkShared(Fields form) {
    FormRules.callable(
        form,
        "Url",
        "FallbackUrl",
        "StatusCallback",
        "RecordingStatusCallback",
        "AsyncAmdStatusCallback");
    for (String name : form.names()) {
      if (name.endsWith("Method")) {
        FormRules.oneOf(form, name, FormRules.METHODS);
      }
    }
    FormRules.within(form, "TimeLimit", 1, 86_400);
    if (form.get("Twiml", "").length() > TWIML_LIMIT) {
      throw TwilioErrors.bad(20001, "Twiml must not be longer than 4000 characters");
    }
  }

  private static void checkTo(TwilioAccount account, String to) {
    if (!Address.isEndpoint(to)) {
      throw TwilioErrors.bad(
          21211, "The phone number you are attempting to call, " + to + ", is not valid.");
    }
    if (to.startsWith("+") && !account.mayReach(to)) {
      throw TwilioErrors.bad(
          21215,
          "Account not authorized to call "
              + to
              + ". Perhaps you need to enable some"
              + " international permissions.");
    }
  }

  private static void checkFrom(TwilioAccount account, String from, String to) {
    if (!Address.isEndpoint(from)) {
      throw TwilioErrors.bad(
          21212, "The phone number provided for 'From', " + from + ", is not a valid number.");
    }
    boolean softphones = from.startsWith("client:") && !to.startsWith("+");
    if (!softphones && !account.owns(from)) {
      throw TwilioErrors.bad(
          21210,
          "The source phone number provided, " + from + ", is not yet verified for your account.");
    }
  }
}
