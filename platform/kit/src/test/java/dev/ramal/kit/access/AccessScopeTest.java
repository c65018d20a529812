package dev.ramal.kit.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.Tenants;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessScopeTest {

  @ParameterizedTest(name = "{0} reads all: {1}, manages all: {2}")
  @CsvSource({
    "sales,false,false",
    "manager,true,true",
    "admin,true,true",
    "viewer,true,false",
    "finance,false,false",
    "ops,false,false"
  })
  void shouldReachAsFarAsTheRole(String role, boolean reads, boolean manages) {
    // Given
    Set<String> roles = Set.of(role);

    // When
    AccessScope scope = AccessScope.of(Tenants.AURORA, "ana", "ana", "Ana", roles::contains);

    // Then
    assertThat(scope.mayRead("bia")).isEqualTo(reads);
    assertThat(scope.mayChange("bia")).isEqualTo(manages);
    assertThat(scope.mayRead("ana")).isTrue();
    assertThat(scope.mayChange("ana")).isTrue();
    assertThat(scope.ownerOrNull()).isEqualTo(reads ? null : "ana");
  }

  @Test
  void shouldNotCountWhatNobodyOwnsAsOwn() {
    // Given
    AccessScope own = new AccessScope(Tenants.AURORA, "ana", "ana", "Ana", false, false);

    // When
    boolean included = own.mayRead(null);

    // Then
    assertThat(included).isFalse();
  }
}
