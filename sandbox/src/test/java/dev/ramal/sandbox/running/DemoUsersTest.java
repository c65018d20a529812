package dev.ramal.sandbox.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.state.SandboxSecrets;
import dev.ramal.sandbox.state.SandboxStatus.UserStatus;
import dev.ramal.servers.keycloak.RealmFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoUsersTest {
  private static final Map<String, String> REALM = RealmFile.secrets(Map.of());
  private static final SandboxSecrets SECRETS = new SandboxSecrets(REALM, "", Map.of());

  @Test
  void shouldShowTheOperatorWhoIsAMemberOfNoOrganization() {
    // When
    List<UserStatus> users = DemoUsers.all(SECRETS);

    // Then
    assertThat(users)
        .contains(
            new UserStatus("nina", SECRETS.passwordOf("nina"), null, List.of("operator")),
            new UserStatus("ana", SECRETS.passwordOf("ana"), "aurora", List.of("sales")));
  }

  @Test
  void shouldShowPeopleOnlyAndEachWithAPassword() {
    // When
    List<UserStatus> users = DemoUsers.all(SECRETS);

    // Then
    assertThat(users)
        .allSatisfy(user -> assertThat(user.password()).isNotBlank())
        .noneMatch(user -> user.roles().contains("service"));
  }
}
