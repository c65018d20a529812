package dev.ramal.simulators.twilio.calls;

import java.util.List;

/** Where a leg talks with others. */
public interface Bridge {
  /** Whether this leg was the first there. */
  boolean openedBy(TwilioCall call);

  List<TwilioCall> others(TwilioCall call);
}
