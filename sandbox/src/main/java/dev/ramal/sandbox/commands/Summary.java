package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxStatus;
import java.io.PrintStream;

/** What a person needs to begin: addresses, users and calls to copy. */
final class Summary {
  private Summary() {}

  static void print(SandboxStatus status, PrintStream out) {
    out.printf("%nRamal runs at %s%n%n", status.baseUrl());
    status
        .services()
        .forEach(
            (name, service) ->
                out.printf(
                    "  %-18s %s %s%n", name, service.url(), service.ready() ? "" : "NOT READY"));
    out.printf("  %-18s %s%n", "Kafka", status.kafka().bootstrapServers());
    out.printf("  %-18s %s%n", "Keycloak", status.keycloak().url());
    status.simulators().forEach((name, url) -> out.printf("  %-18s %s%n", name + " (sim)", url));
    out.printf("%nUsers (password grant, client %s):%n", status.keycloak().clientId());
    status
        .users()
        .forEach(
            user ->
                out.printf(
                    "  %-8s %-26s %-8s %s%n",
                    user.username(),
                    user.password(),
                    user.organization() == null ? "(all)" : user.organization(),
                    String.join(", ", user.roles())));
    examples(status, out);
    out.flush();
  }

  private static void examples(SandboxStatus status, PrintStream out) {
    var ana = status.users().stream().filter(u -> u.username().equals("ana")).findFirst();
    out.printf(
        """

        Try:
          TOKEN=$(curl -s %s -d grant_type=password -d client_id=%s \\
            -d username=ana -d password=%s | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
          curl -s %s/api/calls -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $(date +%%s)-$RANDOM" \\
            -H 'Content-Type: application/json' -d '{"to":"+5511987654321"}'
          curl -s %s/api/calls -H "Authorization: Bearer $TOKEN"

        Simulated calls pass faster than your clock: their times may lie ahead of it.
        Documentation: %s/docs (OpenAPI, events, live calls). Everything on one page: %s/
        ./ramal demo tells the whole story, ./ramal logs shows logs, ./ramal down stops.
        """,
        status.keycloak().tokenEndpoint(),
        status.keycloak().clientId(),
        ana.map(SandboxStatus.UserStatus::password).orElse("…"),
        status.baseUrl(),
        status.baseUrl(),
        status.baseUrl(),
        status.baseUrl());
  }
}
