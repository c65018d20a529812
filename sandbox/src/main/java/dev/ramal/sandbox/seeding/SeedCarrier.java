package dev.ramal.sandbox.seeding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.seeding.DemoAccounts.Account;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes a carrier account known to the simulator and connects it as its organization's admin would.
 *
 * @param known invented ids and keys by name; completed here, kept by the caller
 */
record SeedCarrier(SandboxClient client, Map<String, String> known) {
  private static final SecureRandom RANDOM = new SecureRandom();

  ConnectionStatus connect(Account account) {
    return account.carrier().equals("twilio") ? twilio(account) : telnyx(account);
  }

  private ConnectionStatus twilio(Account account) {
    String sid = know(account.name("accountSid"), () -> "AC" + hex(16));
    String token = know(account.name("authToken"), () -> hex(16));
    List<String> numbers = List.of(account.number());
    String id =
        connected(
            account,
            sid,
            Map.of("carrier", "twilio", "accountSid", sid, "authToken", token, "numbers", numbers));
    client
        .control()
        .put(
            "/twilio/accounts/" + sid,
            Map.of(
                "authToken",
                token,
                "numbers",
                numbers,
                "smsUrl",
                client.status().webhookBaseUrl() + "/webhooks/twilio/" + id + "/incoming-message"))
        .expect(200);
    return new ConnectionStatus(
        id, "twilio", account.organization(), numbers, sid, token, null, null, null);
  }

  private ConnectionStatus telnyx(Account account) {
    String application = know(account.name("application"), SeedCarrier::digits);
    String apiKey = know(account.name("apiKey"), () -> "KEY" + hex(16));
    String profile = know(account.name("profile"), () -> java.util.UUID.randomUUID().toString());
    String seed =
        know(account.name("privateKey"), () -> Base64.getEncoder().encodeToString(random(32)));
    List<String> numbers = List.of(account.number());
    Map<String, Object> registration =
        Map.of(
            "apiKey", apiKey,
            "privateKey", seed,
            "messagingProfileId", profile,
            "numbers", numbers);
    String publicKey = register(application, registration).path("publicKey").asText();
    String id =
        connected(
            account,
            application,
            Map.of(
                "carrier", "telnyx",
                "apiKey", apiKey,
                "publicKey", publicKey,
                "connectionId", application,
                "messagingProfileId", profile,
                "numbers", numbers));
    Map<String, Object> withUrls = new java.util.HashMap<>(registration);
    String hook = client.status().webhookBaseUrl() + "/webhooks/telnyx/" + id;
    withUrls.put("webhookUrl", hook);
    withUrls.put("messagingWebhookUrl", hook);
    register(application, withUrls);
    return new ConnectionStatus(
        id, "telnyx", account.organization(), numbers, null, null, apiKey, publicKey, seed);
  }

  private JsonNode register(String application, Map<String, Object> body) {
    return client.control().put("/telnyx/accounts/" + application, body).expect(200).json();
  }

  /** Id of the connection, made now or at an earlier start. */
  private String connected(Account account, String accountId, Map<String, Object> body) {
    Api admin = client.as(account.admin());
    String before = known.get(account.name("connection"));
    if (before != null && admin.get("/api/carriers/" + before).status() == 200) {
      return before;
    }
    String id = admin.post("/api/carriers", body).expect(201).json().path("id").asText();
    known.put(account.name("connection"), id);
    return id;
  }

  private String know(String name, Supplier<String> invent) {
    return known.computeIfAbsent(name, missing -> invent.get());
  }

  private static String digits() {
    return "25"
        + String.format("%017d", Math.floorMod(RANDOM.nextLong(), 100_000_000_000_000_000L));
  }

  private static String hex(int bytes) {
    return HexFormat.of().formatHex(random(bytes));
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
