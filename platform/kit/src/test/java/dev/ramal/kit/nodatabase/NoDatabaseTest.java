package dev.ramal.kit.nodatabase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.serviceauth.ServiceToken;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.testkit.RamalServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the README promises to a service that has no database. */
@QuarkusTest
@TestProfile(NoDatabaseTest.Profile.class)
@WithTestResource(
    value = RamalServers.class,
    initArgs = @ResourceArg(name = "database", value = "none"))
@Tag(RamalServers.TAG)
class NoDatabaseTest {
  @Inject Instance<TenantTransactions> transactions;
  @Inject SecretCipher cipher;
  @Inject ServiceToken token;

  /** The lines of the README. */
  public static class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = new HashMap<>();
      settings.put("quarkus.hibernate-orm.enabled", "false");
      settings.put("quarkus.datasource.jdbc", "false");
      settings.put("quarkus.datasource.reactive", "false");
      settings.put("quarkus.flyway.enabled", "false");
      settings.put("quarkus.oidc.enabled", "false");
      settings.put("mp.messaging.incoming.notes.enabled", "false");
      return settings;
    }
  }

  @Test
  void shouldRunWithoutADatabaseAndWithoutAcceptingTokens() {
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/metrics").then().statusCode(200);
    assertThat(transactions.isUnsatisfied()).isTrue();
  }

  @Test
  void shouldStillSealSecretsAndHaveItsOwnToken() {
    assertThat(cipher.open(cipher.seal("secret", "c"), "c")).isEqualTo("secret");
    assertThat(token.bearer().await().atMost(Duration.ofSeconds(10))).startsWith("Bearer ey");
  }
}
