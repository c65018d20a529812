package dev.ramal.gateway.carriers.twilio;

import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.Translation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The callbacks that we register with Twilio, by the last part of their path. */
enum TwilioKind implements CarrierWebhooks.Kind {
  CALL_STATUS("call-status", CallCallbacks::status),
  LEG_STATUS(
      "leg-status",
      callback ->
          callback.form().has("DialCallStatus")
              ? FlowCallbacks.legEnded(callback)
              : CallCallbacks.status(callback)),
  MACHINE("amd-status", CallCallbacks::machine),
  RECORDING("recording-status", CallCallbacks::recording),
  CONFERENCE("conference-status", FlowCallbacks::conference),
  QUEUE("queue-status", FlowCallbacks::queue),
  MESSAGE_STATUS("message-status", MessageCallbacks::status),
  INCOMING_MESSAGE("incoming-message", MessageCallbacks::incoming);

  private static final Map<String, TwilioKind> BY_PATH = new HashMap<>();

  static {
    for (TwilioKind kind : values()) {
      BY_PATH.put(kind.path, kind);
    }
  }

  private final String path;
  private final Function<TwilioCallback, Translation> translation;

  TwilioKind(String path, Function<TwilioCallback, Translation> translation) {
    this.path = path;
    this.translation = translation;
  }

  /** The kind registered under a path; null when there is none. */
  static TwilioKind orNull(String path) {
    return BY_PATH.get(path);
  }

  String path() {
    return path;
  }

  @Override
  public Translation translate(ReceivedCallback callback) {
    if (callback.form() == null) {
      return Translation.Unknown.because("a JSON body where Twilio sends a form");
    }
    TwilioWebhooks.checkOwner(callback);
    return translate(TwilioCallback.of(callback));
  }

  Translation translate(TwilioCallback callback) {
    return translation.apply(callback);
  }
}
