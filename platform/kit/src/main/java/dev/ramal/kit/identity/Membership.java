package dev.ramal.kit.identity;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import dev.ramal.kit.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a token and the {@code X-Org-Id} header say about the caller's organization.
 *
 * <p>An organization is a client of the realm, its roles are the client's: see {@link
 * OrganizationRoles}.
 *
 * @param tenant the organization this request acts in; null when none could be chosen
 * @param roles the caller's roles in that organization; for a service {@code service}, for the
 *     operator's people {@code operator}
 * @param problem why there is no organization; empty when there is one, or none is needed
 */
public record Membership(TenantId tenant, Set<String> roles, Optional<Problem> problem) {
  public static final String HEADER = "X-Org-Id";
  public static final String SERVICE = "service";

  static final String ATTRIBUTE = "ramal.membership";

  /** The membership that was worked out at authentication; empty for an anonymous caller. */
  public static Optional<Membership> of(SecurityIdentity identity) {
    return Optional.ofNullable(identity.getAttribute(ATTRIBUTE));
  }

  /**
   * @param organizations the roles in each
   * @param asked the {@code X-Org-Id} header; null when absent
   */
  static Membership ofPerson(Map<String, Set<String>> organizations, String asked) {
    if (asked != null && !asked.isBlank()) {
      Set<String> roles = organizations.get(asked);
      return roles == null ? refused(notAMember()) : in(asked, roles);
    }
    return switch (organizations.size()) {
      case 0 -> refused(noOrganization());
      case 1 -> {
        var only = organizations.entrySet().iterator().next();
        yield in(only.getKey(), only.getValue());
      }
      default -> refused(chooseOne(organizations.keySet()));
    };
  }

  /** A service acts in whatever organization it names; it may name none. */
  static Membership ofService(String asked) {
    return anywhere(asked, SERVICE);
  }

  /**
   * One of the operator's people belongs to no organization and acts in whichever is named, with
   * that role alone; it may name none.
   */
  static Membership ofOperator(String asked) {
    return anywhere(asked, Roles.OPERATOR);
  }

  private static Membership anywhere(String asked, String role) {
    return asked == null || asked.isBlank()
        ? new Membership(null, Set.of(role), Optional.empty())
        : in(asked, Set.of(role));
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException when there is no organization to act in
   */
  TenantId requiredTenant() {
    if (tenant == null) {
      throw problem.orElseGet(() -> chooseOne(Set.of())).exception();
    }
    return tenant;
  }

  private static Membership in(String organization, Set<String> roles) {
    try {
      return new Membership(TenantId.of(organization), Set.copyOf(roles), Optional.empty());
    } catch (IllegalArgumentException e) {
      return refused(notAMember());
    }
  }

  private static Membership refused(Problem problem) {
    return new Membership(null, Set.of(), Optional.of(problem));
  }

  private static Problem notAMember() {
    return Problem.of(403, "RAMAL-0441", "Not your organization")
        .detail("The organization in " + HEADER + " is not one of yours.")
        .field(HEADER, "is not an organization of this token");
  }

  private static Problem noOrganization() {
    return Problem.of(403, "RAMAL-0442", "No organization")
        .detail("You belong to no organization; ask an administrator to add you.");
  }

  private static Problem chooseOne(Set<String> organizations) {
    return Problem.of(400, "RAMAL-0443", "Choose an organization")
        .detail("Say in the header " + HEADER + " which organization you act in.")
        .field(HEADER, "is required", organizations.toArray(String[]::new));
  }
}
