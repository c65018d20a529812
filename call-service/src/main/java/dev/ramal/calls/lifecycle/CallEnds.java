package dev.ramal.calls.lifecycle;

import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallEnded;

/** Hears of each call's end once, after it was stored; not of corrections. */
public interface CallEnds {
  void ended(TenantId tenant, CallEnded ended);
}
