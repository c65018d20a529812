package dev.ramal.calls.access;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;

/**
 * Whose calls a person may see and change, taken from the request before anything asynchronous
 * begins.
 *
 * @param username as the identity provider knows the person
 * @param readsAll whether the person sees everybody's calls, not only own ones
 * @param managesAll whether the person changes everybody's calls and acts for others
 */
public record AccessScope(
    TenantId tenant,
    String userId,
    String username,
    String name,
    boolean readsAll,
    boolean managesAll) {

  public static AccessScope of(Caller caller) {
    boolean manages = caller.has("manager") || caller.has("admin");
    return new AccessScope(
        caller.tenant(),
        caller.userId(),
        caller.username(),
        caller.name(),
        manages || caller.has("viewer"),
        manages);
  }

  /**
   * @param agentId whose call it is; null for a call nobody took
   */
  public boolean mayRead(String agentId) {
    return readsAll || userId.equals(agentId);
  }

  /**
   * @param agentId whose call it is; null for a call nobody took
   */
  public boolean mayChange(String agentId) {
    return managesAll || userId.equals(agentId);
  }
}
