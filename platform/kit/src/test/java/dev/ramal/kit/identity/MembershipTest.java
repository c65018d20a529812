package dev.ramal.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.problem.Problem;
import dev.ramal.testkit.Tenants;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipTest {
  private static final JsonObject NONE = JsonValue.EMPTY_JSON_OBJECT;

  @Test
  void shouldActInTheOnlyOrganization() {
    // When
    Membership membership = Membership.ofPerson(Map.of("aurora", Set.of("sales", "manager")), null);

    // Then
    assertThat(membership.tenant()).isEqualTo(Tenants.AURORA);
    assertThat(membership.roles()).containsExactlyInAnyOrder("sales", "manager");
    assertThat(membership.problem()).isEmpty();
  }

  @Test
  void shouldNotCarryARoleFromOneOrganizationToAnother() {
    // When
    Membership membership =
        Membership.ofPerson(
            Map.of("aurora", Set.of("admin"), "boreal", Set.of("viewer")), "boreal");

    // Then
    assertThat(membership.roles()).containsExactly("viewer");
  }

  @Test
  void shouldTellApartNoneSeveralAndForeign() {
    Map<String, Set<String>> two = Map.of("a", Set.of("x"), "b", Set.of("x"));
    assertThat(status(Membership.ofPerson(Map.of(), null))).contains(403);
    assertThat(status(Membership.ofPerson(two, null))).contains(400);
    assertThat(status(Membership.ofPerson(two, "c"))).contains(403);
  }

  @Test
  void shouldRefuseAnOrganizationWithAnImpossibleName() {
    assertThat(status(Membership.ofService("A B"))).contains(403);
  }

  @Test
  void shouldLetTheOperatorActWhereItSaysAndWithThatRoleAlone() {
    // When
    Membership somewhere = Membership.ofOperator("aurora");

    // Then
    assertThat(somewhere.tenant()).isEqualTo(Tenants.AURORA);
    assertThat(somewhere.roles()).containsExactly("operator");
    assertThat(Membership.ofOperator(null).tenant()).isNull();
    assertThat(Membership.ofOperator(" ").roles()).containsExactly("operator");
  }

  @Test
  void shouldReadRolesByTheNameOfTheOrganizationsClient() {
    // Given
    JsonObject access =
        Json.createReader(
                new StringReader(
                    """
                    {"org:aurora": {"roles": ["sales", "operator", "service"]},
                     "org:boreal": {"roles": ["viewer"]},
                     "org:": {"roles": ["admin"]},
                     "org:aurora/admin": {"roles": ["admin"]},
                     "org:aurora:admin": {"roles": ["admin"]},
                     "org:Aurora": {"roles": ["admin"]},
                     "aurora": {"roles": ["admin"]},
                     "account": {"roles": ["manage-account"]},
                     "org:odd": ["admin"]}
                    """))
            .readObject();

    // When
    Map<String, Set<String>> organizations = OrganizationRoles.of(access);

    // Then
    assertThat(organizations)
        .containsExactly(
            Map.entry("aurora", Set.of("sales")), Map.entry("boreal", Set.of("viewer")));
    assertThat(OrganizationRoles.of(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/aurora/admin", "aurora/admin", "aurora:admin", "aurora\\admin", "org:aurora"})
  void shouldOpenNothingByTheNameOfAGroup(String group) {
    // Given
    Map<String, Object> claims = Map.of("groups", Set.of(group), "realm_access", NONE);
    SecurityIdentity vera =
        QuarkusSecurityIdentity.builder().setPrincipal(new Token(claims)).build();

    // When
    SecurityIdentity augmented =
        new MembershipAugmentor().augment(vera, null).await().indefinitely();

    // Then
    assertThat(augmented.getRoles()).isEmpty();
    assertThat(Membership.of(augmented).orElseThrow().tenant()).isNull();
  }

  /** As Keycloak says it. */
  private record Token(Map<String, Object> claims) implements JsonWebToken {
    @Override
    public String getName() {
      return "vera";
    }

    @Override
    public Set<String> getClaimNames() {
      return claims.keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String name) {
      return (T) claims.get(name);
    }
  }

  private static Optional<Integer> status(Membership membership) {
    return membership.problem().map(Problem::status);
  }
}
