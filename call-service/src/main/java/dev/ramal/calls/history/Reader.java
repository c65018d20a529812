package dev.ramal.calls.history;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;

/**
 * Who reads, taken from the request before anything asynchronous begins.
 *
 * @param ownOnly whether the person sees own calls only: a salesperson without a wider role
 */
public record Reader(TenantId tenant, String userId, boolean ownOnly) {

  static Reader of(Caller caller) {
    boolean wide = caller.has("manager") || caller.has("admin") || caller.has("viewer");
    return new Reader(caller.tenant(), caller.userId(), !wide);
  }

  boolean maySee(String agentId) {
    return !ownOnly || userId.equals(agentId);
  }
}
