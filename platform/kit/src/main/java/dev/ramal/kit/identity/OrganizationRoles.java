package dev.ramal.kit.identity;

import dev.ramal.events.TenantId;
import dev.ramal.kit.access.Roles;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The roles that a token gives in each organization. An organization is a client of the realm,
 * {@code org:aurora}, and its roles are the client's roles: {@code resource_access} names both by
 * themselves. No path of groups is read, because a group may have a slash in its own name.
 */
final class OrganizationRoles {
  private static final String CLIENT = "org:";

  /** Roles that no organization gives, whatever somebody calls one. */
  private static final Set<String> OF_THE_REALM = Set.of(Membership.SERVICE, Roles.OPERATOR);

  private OrganizationRoles() {}

  /**
   * @param resourceAccess the claim; null when the token has none
   */
  static Map<String, Set<String>> of(Object resourceAccess) {
    Map<String, Set<String>> organizations = new TreeMap<>();
    if (resourceAccess instanceof JsonObject clients) {
      clients.forEach(
          (client, access) -> {
            if (isOrganization(client) && access instanceof JsonObject given) {
              organizations.put(client.substring(CLIENT.length()), roles(given.get("roles")));
            }
          });
    }
    return organizations;
  }

  private static boolean isOrganization(String client) {
    return client.startsWith(CLIENT) && TenantId.isValid(client.substring(CLIENT.length()));
  }

  private static Set<String> roles(JsonValue given) {
    Set<String> roles = new TreeSet<>();
    if (given instanceof JsonArray named) {
      named.getValuesAs(JsonString.class).forEach(role -> roles.add(role.getString()));
    }
    roles.removeAll(OF_THE_REALM);
    return roles;
  }
}
