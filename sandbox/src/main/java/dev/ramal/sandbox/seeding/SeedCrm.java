package dev.ramal.sandbox.seeding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.SandboxClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gives the simulated CRM people and open deals, connects both organizations to it, and has it tell
 * them what changes there.
 *
 * @param known invented ids and keys by name; completed here, kept by the caller
 * @param simulated whether services use the simulator, not something else on this machine
 */
record SeedCrm(SandboxClient client, Map<String, String> known, boolean simulated) {
  /** The person of the demo story. */
  static final String LEAD = "+5511987654321";

  /**
   * Before our services start: they come with notes to be written and with tokens of the time
   * before, and would take a CRM that has forgotten both for a connection that is lost.
   */
  void prepare() {
    person("aurora", "Lia Lima", LEAD);
    person("boreal", "Caio Costa", "+5521998877665");
    if (simulated) {
      letIn("aurora");
      letIn("boreal");
    }
  }

  void run() {
    connect("aurora", "carla");
    connect("boreal", "bia");
    if (simulated) {
      listen("aurora", "carla");
      listen("boreal", "bia");
    }
  }

  /** With the ids of the first start: our services remember whom they have found. */
  private void person(String organization, String name, String phone) {
    String contact = known.computeIfAbsent("rdstation.contact." + phone, SeedCrm::recordId);
    String deal = known.computeIfAbsent("rdstation.deal." + phone, SeedCrm::recordId);
    client
        .control()
        .post(
            "/rdstation/contacts?crm=" + organization,
            Map.of(
                "id", contact,
                "name", name,
                "phones", List.of(Map.of("phone", phone, "type", "mobile"))))
        .expect(201);
    client
        .control()
        .post(
            "/rdstation/deals?crm=" + organization,
            Map.of(
                "id",
                deal,
                "name",
                "Plano anual de " + name,
                "status",
                "ongoing",
                "contact_ids",
                List.of(contact)))
        .expect(201);
  }

  /** What was connected at an earlier start stays so. */
  private void letIn(String organization) {
    String id = known.get(client(organization));
    String secret = known.get(secret(organization));
    if (id != null && secret != null) {
      register(organization, id, secret, "*");
    }
  }

  /**
   * At the first start, and when somebody has connected something else to the simulator, which
   * forgets it at each start. What else stands in remembers, and a connection that somebody made to
   * it stays.
   */
  private void connect(String organization, String admin) {
    JsonNode connection = client.as(admin).get("/api/crm/connection").expect(200).json();
    String state = connection.path("state").asText();
    boolean ours =
        connection.path("clientId").asText().equals(known.get(client(organization)))
            && state.equals("connected");
    if (simulated ? ours : !state.equals("not-connected")) {
      return;
    }
    String id = known.computeIfAbsent(client(organization), SeedCrm::random);
    String secret = known.computeIfAbsent(secret(organization), SeedCrm::random);
    String refresh = random("fresh");
    register(organization, id, secret, refresh);
    client
        .as(admin)
        .put(
            "/api/crm/connection",
            Map.of("clientId", id, "clientSecret", secret, "refreshToken", refresh))
        .expect(200);
  }

  /**
   * Asks for an address and a secret, and enters both at the CRM unless that has taken them by
   * itself. At each start, as the simulator has forgotten them, and the secret is told once.
   */
  private void listen(String organization, String admin) {
    JsonNode told = client.as(admin).send("POST", "/api/crm/webhook", null).expect(200).json();
    if (!told.path("subscribed").asBoolean()) {
      client
          .control()
          .put(
              "/rdstation/subscription?crm=" + organization,
              Map.of(
                  "url", told.path("url").asText(),
                  "header", told.path("header").asText(),
                  "secret", told.path("secret").asText()))
          .expect(204);
    }
  }

  private void register(String organization, String id, String secret, String refresh) {
    client
        .control()
        .put(
            "/rdstation/accounts/" + id,
            Map.of("clientSecret", secret, "refreshToken", refresh, "crm", organization))
        .expect(200);
  }

  private static String client(String organization) {
    return organization + ".rdstation.client";
  }

  private static String secret(String organization) {
    return organization + ".rdstation.secret";
  }

  /** Twenty-four hexadecimal digits, as RD Station's are. */
  private static String recordId(String name) {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
  }

  private static String random(String name) {
    return UUID.randomUUID().toString();
  }
}
