package dev.ramal.simulators.twilio.conferences;

import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.util.function.Consumer;

/** Has one participant hear what an address answers: a file, or TwiML that only sounds. */
public interface Announcer {

  /**
   * @param more fields beside the call's own
   * @param over told whether there was something to hear
   */
  void announce(TwilioCall call, WebhookTarget target, Fields more, Consumer<Boolean> over);
}
