package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxStatus;

/** The API as whoever looks after all organizations sees it. */
final class OperatorApi {
  private OperatorApi() {}

  /**
   * @param user null for the operator's first person
   * @param organization null for none in particular
   */
  static Api of(SandboxClient client, String user, String organization) {
    Api api = client.as(user == null ? operator(client) : user);
    return organization == null ? api : api.with("X-Org-Id", organization);
  }

  private static String operator(SandboxClient client) {
    return client.status().users().stream()
        .filter(user -> user.organization() == null)
        .map(SandboxStatus.UserStatus::username)
        .findFirst()
        .orElseThrow(() -> new SandboxFailure("Nobody is the operator's; name somebody: --as."));
  }
}
