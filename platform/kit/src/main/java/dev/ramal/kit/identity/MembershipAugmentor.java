package dev.ramal.kit.identity;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Gives an identity the roles that its token has in the organization it acts in, and no others. */
@ApplicationScoped
class MembershipAugmentor implements SecurityIdentityAugmentor {
  private final IdentityConfig config;

  MembershipAugmentor(IdentityConfig config) {
    this.config = config;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return augment(identity, context, Map.of());
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity,
      AuthenticationRequestContext context,
      Map<String, Object> attributes) {
    if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
      return Uni.createFrom().item(identity);
    }
    String asked = asked(HttpSecurityUtils.getRoutingContextAttribute(attributes));
    Membership membership = membership(token, asked);
    QuarkusSecurityIdentity.Builder builder =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(identity.getPrincipal())
            .addRoles(membership.roles())
            .addCredentials(identity.getCredentials())
            .addAttributes(identity.getAttributes())
            .addAttribute(Membership.ATTRIBUTE, membership);
    return Uni.createFrom().item(builder.build());
  }

  private Membership membership(JsonWebToken token, String asked) {
    List<String> realmRoles = realmRoles(token);
    if (realmRoles.contains(Membership.SERVICE)) {
      return Membership.ofService(asked);
    }
    if (realmRoles.contains(Roles.OPERATOR)) {
      return Membership.ofOperator(asked);
    }
    return Membership.ofPerson(organizations(token), asked);
  }

  private Map<String, Set<String>> organizations(JsonWebToken token) {
    Map<String, Set<String>> given = OrganizationRoles.of(token.getClaim("resource_access"));
    return given.isEmpty() && config.groupPaths() ? ofGroups(token.getGroups()) : given;
  }

  private static Map<String, Set<String>> ofGroups(Set<String> groups) {
    Map<String, Set<String>> organizations = new TreeMap<>();
    for (String group : groups == null ? Set.<String>of() : groups) {
      String[] parts = group.split("/");
      if (parts.length == 3 && parts[0].isEmpty() && TenantId.isValid(parts[1])) {
        organizations.computeIfAbsent(parts[1], name -> new TreeSet<>()).add(parts[2]);
      }
    }
    return organizations;
  }

  /** Browsers cannot set headers on a WebSocket, so {@code ?org=} says the same. */
  private static String asked(RoutingContext request) {
    if (request == null) {
      return null;
    }
    String header = request.request().getHeader(Membership.HEADER);
    return header != null ? header : request.request().getParam("org");
  }

  private static List<String> realmRoles(JsonWebToken token) {
    if (token.getClaim("realm_access") instanceof JsonObject access
        && access.get("roles") instanceof JsonArray roles) {
      return roles.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
    }
    return List.of();
  }
}
