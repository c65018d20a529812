package dev.ramal.sandbox.seeding;

import dev.ramal.sandbox.api.SandboxClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gives the simulated CRM people and open deals, and connects both organizations to it.
 *
 * @param known invented ids and keys by name; completed here, kept by the caller
 * @param simulated whether services use the simulator, not something else on this machine
 */
record SeedCrm(SandboxClient client, Map<String, String> known, boolean simulated) {
  /** The person of the demo story. */
  static final String LEAD = "+5511987654321";

  void run() {
    person("aurora", "Lia Lima", LEAD);
    person("boreal", "Caio Costa", "+5521998877665");
    connect("aurora", "carla");
    connect("boreal", "bia");
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

  /**
   * At every start: the simulator has forgotten which refresh token works next. What else stands in
   * remembers, and a connection that somebody made to it stays.
   */
  private void connect(String organization, String admin) {
    if (!simulated && isConnected(admin)) {
      return;
    }
    String id = known.computeIfAbsent(organization + ".rdstation.client", SeedCrm::random);
    String secret = known.computeIfAbsent(organization + ".rdstation.secret", SeedCrm::random);
    String refresh = random("fresh");
    client
        .control()
        .put(
            "/rdstation/accounts/" + id,
            Map.of("clientSecret", secret, "refreshToken", refresh, "crm", organization))
        .expect(200);
    client
        .as(admin)
        .put(
            "/api/crm/connection",
            Map.of("clientId", id, "clientSecret", secret, "refreshToken", refresh))
        .expect(200);
  }

  private boolean isConnected(String admin) {
    String state =
        client.as(admin).get("/api/crm/connection").expect(200).json().path("state").asText();
    return !state.equals("not-connected");
  }

  /** Twenty-four hexadecimal digits, as RD Station's are. */
  private static String recordId(String name) {
    return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
  }

  private static String random(String name) {
    return UUID.randomUUID().toString();
  }
}
