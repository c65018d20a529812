package dev.ramal.simulators.twilio.calls;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;

/** Whoever asks the application what a call does next, and has it do so. */
public interface Instructions {
  /** What a call is doing at the moment. */
  interface Run {
    void stop();
  }

  /** The first instruction of an answered call. */
  void begin(TwilioCall call);

  /** Replaces what a live call is doing. */
  void redirect(TwilioCall call, Fields form);

  /**
   * Fetches instructions and runs them.
   *
   * @param more fields beside the call's own, or null
   */
  void fetch(TwilioCall call, WebhookTarget target, Fields more);
}
