package dev.ramal.simulators.twilio.conferences;

import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.util.function.BooleanSupplier;

/** Has whoever waits for a conference to start hear something. */
public interface WaitingRoom {
  /**
   * Asks what is to be heard, and again when it is over.
   *
   * @param waits whether the leg still waits
   */
  void play(TwilioCall call, WebhookTarget target, BooleanSupplier waits);
}
