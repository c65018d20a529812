package dev.ramal.kit.identity;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who is calling, and in which organization. */
@RequestScoped
public class Caller {
  private final SecurityIdentity identity;

  Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The organization of this request.
   *
   * @throws dev.ramal.kit.problem.ProblemException 400 when the caller must choose one, 403 when
   *     the chosen one is not theirs, 401 without a token
   */
  public TenantId tenant() {
    return Membership.of(identity)
        .orElseThrow(() -> unauthenticated().exception())
        .requiredTenant();
  }

  /**
   * The same for what the operator's people may ask of all organizations at one time.
   *
   * @return empty for one of them who names no organization
   * @throws dev.ramal.kit.problem.ProblemException as {@link #tenant}
   */
  public Optional<TenantId> tenantOrEvery() {
    boolean every =
        has(Roles.OPERATOR)
            && Membership.of(identity).filter(member -> member.tenant() == null).isPresent();
    return every ? Optional.empty() : Optional.of(tenant());
  }

  /** The token's subject: stable, opaque. */
  public String userId() {
    return token().getSubject();
  }

  /** The user name, as in {@code ana}; a service's client id for a service. */
  public String username() {
    return token().getName();
  }

  /** The name a person reads; the user name when there is none. */
  public String name() {
    String name = token().getClaim("name");
    return name == null ? username() : name;
  }

  /** Null when the token does not say. */
  public String email() {
    return token().getClaim("email");
  }

  public boolean has(String role) {
    return identity.hasRole(role);
  }

  public boolean hasAny(String... roles) {
    return Arrays.stream(roles).anyMatch(this::has);
  }

  private JsonWebToken token() {
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      return token;
    }
    throw unauthenticated().exception();
  }

  private static Problem unauthenticated() {
    return Problem.of(401, "RAMAL-0401", "Not signed in")
        .detail("Send an access token: Authorization: Bearer …");
  }
}
