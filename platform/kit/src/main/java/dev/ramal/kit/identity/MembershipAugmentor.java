package dev.ramal.kit.identity;

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
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Gives an identity the roles that its token has in the organization it acts in, and no others. */
@ApplicationScoped
class MembershipAugmentor implements SecurityIdentityAugmentor {
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
    return Membership.ofPerson(OrganizationRoles.of(token.getClaim("resource_access")), asked);
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
