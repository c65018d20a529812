package dev.ramal.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.http.Dialect;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class OneDialectTest {
  @TestHTTPResource("/")
  URI root;

  @Test
  @DisplayName("BILL-191 every operation refuses what none may take, in the same words")
  void shouldRefuseInTheSameWordsEverywhere() {
    // Given
    Dialect dialect = new Dialect(root, ApiUser.as("carla"), ApiUser.as("nina", "aurora"));

    // When, Then
    assertThat(dialect.violations()).as(dialect.extent()).isEmpty();
  }
}
