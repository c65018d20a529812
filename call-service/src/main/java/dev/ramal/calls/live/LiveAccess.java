package dev.ramal.calls.live;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.identity.Membership;
import io.quarkus.security.identity.SecurityIdentity;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a token opens: whose calls, and until when.
 *
 * @param roles in the organization
 * @param expiresAt when the token ends
 */
record LiveAccess(AccessScope scope, Set<String> roles, Instant expiresAt) {

  /** Empty for a token that gives no organization. */
  static Optional<LiveAccess> of(SecurityIdentity identity) {
    return Membership.of(identity)
        .filter(membership -> membership.tenant() != null)
        .map(
            membership ->
                new LiveAccess(
                    AccessScope.of(identity),
                    membership.roles(),
                    Instant.ofEpochSecond(
                        ((JsonWebToken) identity.getPrincipal()).getExpirationTime())));
  }

  /** Whether the other opens the same to the same person. */
  boolean opensTheSameAs(LiveAccess other) {
    return scope.tenant().equals(other.scope.tenant())
        && scope.userId().equals(other.scope.userId())
        && roles.equals(other.roles);
  }
}
