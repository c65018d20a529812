package dev.ramal.kit.access;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;
import dev.ramal.kit.identity.Membership;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.function.Predicate;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Whose records a person may see and change, taken from the request before anything asynchronous
 * begins. There are no teams in the realm: a person reaches the own records or everybody's.
 *
 * @param username as the identity provider knows the person
 * @param readsAll whether the person sees everybody's records, not only own ones
 * @param managesAll whether the person changes everybody's records and acts for others
 */
public record AccessScope(
    TenantId tenant,
    String userId,
    String username,
    String name,
    boolean readsAll,
    boolean managesAll) {

  public static AccessScope of(Caller caller) {
    return of(caller.tenant(), caller.userId(), caller.username(), caller.name(), caller::has);
  }

  /** Where there is no request, as on a WebSocket; the identity belongs to a member. */
  public static AccessScope of(SecurityIdentity identity) {
    JsonWebToken token = (JsonWebToken) identity.getPrincipal();
    TenantId tenant = Membership.of(identity).orElseThrow().tenant();
    String name = token.getClaim("name");
    return of(tenant, token.getSubject(), token.getName(), name, identity::hasRole);
  }

  static AccessScope of(
      TenantId tenant, String userId, String username, String name, Predicate<String> hasRole) {
    boolean manages = hasRole.test(Roles.MANAGER) || hasRole.test(Roles.ADMIN);
    return new AccessScope(
        tenant, userId, username, name, manages || hasRole.test(Roles.VIEWER), manages);
  }

  /**
   * @param owner user id; null for a record that nobody owns
   */
  public boolean mayRead(String owner) {
    return readsAll || userId.equals(owner);
  }

  /**
   * @param owner user id; null for a record that nobody owns
   */
  public boolean mayChange(String owner) {
    return managesAll || userId.equals(owner);
  }

  /** For a query of what may be read: null leaves the condition on the owner out. */
  public String ownerOrNull() {
    return readsAll ? null : userId;
  }
}
