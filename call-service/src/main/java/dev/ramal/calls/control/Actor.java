package dev.ramal.calls.control;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;

/**
 * Who acts, taken from the request before anything asynchronous begins.
 *
 * @param ownOnly whether the person acts on own calls only
 */
record Actor(TenantId tenant, String userId, boolean ownOnly) {

  static Actor of(Caller caller) {
    boolean ownOnly = !caller.has("manager") && !caller.has("admin");
    return new Actor(caller.tenant(), caller.userId(), ownOnly);
  }

  boolean mayTouch(String agentId) {
    return !ownOnly || userId.equals(agentId);
  }
}
