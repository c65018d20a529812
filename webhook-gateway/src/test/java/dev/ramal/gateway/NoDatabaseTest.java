package dev.ramal.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.gateway.fixtures.GatewayTest;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.serviceauth.ServiceToken;
import dev.ramal.kit.tenancy.SqlTransactions;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the kit's README promises to a service that has no database; this one has none. */
@GatewayTest
@DisplayName("GW-116 without a database it runs, opens secrets and has a token of its own")
class NoDatabaseTest {
  @Inject Instance<SqlTransactions> transactions;
  @Inject SecretCipher cipher;
  @Inject ServiceToken token;

  @Test
  void shouldRunWithoutADatabaseAndWithoutAcceptingTokens() {
    assertThat(transactions.isUnsatisfied()).isTrue();
    given().get("/q/metrics").then().statusCode(200);
    Awaitility.await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void shouldStillSealSecretsAndHaveItsOwnToken() {
    assertThat(cipher.open(cipher.seal("secret", "c"), "c")).isEqualTo("secret");
    assertThat(token.bearer().await().atMost(Duration.ofSeconds(10))).startsWith("Bearer ey");
  }

  @Test
  @DisplayName("GW-117 the token for call-service is there before a call needs it, and kept so")
  void shouldHaveTheTokenBeforeACallNeedsIt() {
    Awaitility.await().until(token::isKept);
  }
}
