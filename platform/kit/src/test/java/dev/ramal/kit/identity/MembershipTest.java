package dev.ramal.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.problem.Problem;
import dev.ramal.testkit.Tenants;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembershipTest {

  @Test
  void shouldReadOrganizationAndRolesFromGroups() {
    // When
    Membership membership =
        Membership.ofPerson(List.of("/aurora/sales", "/aurora/manager", "/aurora"), null);

    // Then
    assertThat(membership.tenant()).isEqualTo(Tenants.AURORA);
    assertThat(membership.roles()).containsExactlyInAnyOrder("sales", "manager");
    assertThat(membership.problem()).isEmpty();
  }

  @Test
  void shouldNotCarryARoleFromOneOrganizationToAnother() {
    // When
    Membership membership =
        Membership.ofPerson(List.of("/aurora/admin", "/boreal/viewer"), "boreal");

    // Then
    assertThat(membership.roles()).containsExactly("viewer");
  }

  @Test
  void shouldNotTakeADeeperGroupForARole() {
    assertThat(Membership.ofPerson(List.of("/aurora/teams/admin"), null).roles()).isEmpty();
  }

  @Test
  void shouldTellApartNoneSeveralAndForeign() {
    assertThat(status(Membership.ofPerson(List.of(), null))).contains(403);
    assertThat(status(Membership.ofPerson(List.of("/a/x", "/b/x"), null))).contains(400);
    assertThat(status(Membership.ofPerson(List.of("/a/x", "/b/x"), "c"))).contains(403);
  }

  @Test
  void shouldRefuseAnOrganizationWithAnImpossibleName() {
    assertThat(status(Membership.ofService("A B"))).contains(403);
    assertThat(status(Membership.ofPerson(List.of("/A B/sales"), null))).contains(403);
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
  void shouldNotTakeAGroupForTheOperator() {
    assertThat(Membership.ofPerson(List.of("/aurora/operator", "/aurora/service"), null).roles())
        .isEmpty();
    assertThat(Membership.ofPerson(List.of("/operator"), null).roles()).isEmpty();
  }

  private static Optional<Integer> status(Membership membership) {
    return membership.problem().map(Problem::status);
  }
}
