package dev.ramal.crm.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.testkit.Postgres;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class FormerCrmsTest {
  private final Postgres crm = Postgres.database("crm");

  @Inject FormerCrms formerCrms;

  @Test
  @DisplayName("CRM-304 what lets us ask a CRM of before is deleted when its token has ended")
  void shouldForgetTokensThatHaveEnded() {
    // Given
    for (String tenant : new String[] {"aurora", "boreal"}) {
      crm.execute(
          "insert into crm_former_access (tenant, crm, access_token, access_expires_at)"
              + " values (?, 'ended', 'x', now() - interval '1 s'),"
              + " (?, 'alive', 'x', now() + interval '1 min')",
          tenant,
          tenant);
    }

    // When
    formerCrms.purge().await().atMost(Duration.ofSeconds(10));

    // Then
    assertThat(crm.count("crm_former_access where crm = 'ended'")).isZero();
    assertThat(crm.count("crm_former_access where crm = 'alive'")).isEqualTo(2);
    crm.execute("delete from crm_former_access where crm = 'alive'");
  }
}
