package dev.ramal.sandbox.seeding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.seeding.DemoAccounts.Account;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes a carrier account known to the simulator and connects it as its organization's admin would.
 *
 * @param known invented ids and keys by name; completed here, kept by the caller
 */
record SeedCarrier(SandboxClient client, Map<String, String> known) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST_CHECKS = 5;

  ConnectionStatus connect(Account account) {
    return account.carrier().equals("twilio") ? twilio(account) : telnyx(account);
  }

  private ConnectionStatus twilio(Account account) {
    String sid = know(account.name("accountSid"), () -> "AC" + hex(16));
    String token = know(account.name("authToken"), () -> hex(16));
    String keySid = know(account.name("apiKeySid"), () -> "SK" + hex(16));
    String keySecret = know(account.name("apiKeySecret"), () -> hex(16));
    List<String> numbers = List.of(account.number());
    Map<String, Object> registration =
        Map.of("authToken", token, "numbers", numbers, "keySid", keySid, "keySecret", keySecret);
    register("/twilio/accounts/" + sid, registration);
    String id =
        connected(
            account,
            Map.of(
                "carrier", "twilio",
                "accountSid", sid,
                "authToken", token,
                "apiKeySid", keySid,
                "apiKeySecret", keySecret,
                "numbers", numbers));
    Map<String, Object> withUrl = new HashMap<>(registration);
    withUrl.put("smsUrl", webhooks() + "/twilio/" + id + "/incoming-message");
    register("/twilio/accounts/" + sid, withUrl);
    return new ConnectionStatus(
        id, "twilio", account.organization(), numbers, sid, token, null, null, null);
  }

  private ConnectionStatus telnyx(Account account) {
    String application = know(account.name("application"), SeedCarrier::digits);
    String apiKey = know(account.name("apiKey"), () -> "KEY" + hex(16));
    String profile = know(account.name("profile"), () -> UUID.randomUUID().toString());
    String seed =
        know(account.name("privateKey"), () -> Base64.getEncoder().encodeToString(random(32)));
    List<String> numbers = List.of(account.number());
    Map<String, Object> registration =
        Map.of(
            "apiKey", apiKey,
            "privateKey", seed,
            "messagingProfileId", profile,
            "numbers", numbers,
            "callCosts", true);
    String path = "/telnyx/accounts/" + application;
    String publicKey = register(path, registration).path("publicKey").asText();
    String id =
        connected(
            account,
            Map.of(
                "carrier", "telnyx",
                "apiKey", apiKey,
                "publicKey", publicKey,
                "connectionId", application,
                "messagingProfileId", profile,
                "credentialConnectionId", "26" + application.substring(2),
                "numbers", numbers));
    Map<String, Object> withUrls = new HashMap<>(registration);
    String hook = webhooks() + "/telnyx/" + id;
    withUrls.put("webhookUrl", hook);
    withUrls.put("messagingWebhookUrl", hook);
    register(path, withUrls);
    return new ConnectionStatus(
        id, "telnyx", account.organization(), numbers, null, null, apiKey, publicKey, seed);
  }

  private JsonNode register(String path, Map<String, Object> body) {
    return client.control().put(path, body).expect(200).json();
  }

  private String webhooks() {
    return client.status().webhookBaseUrl() + "/webhooks";
  }

  /** Id of the connection, made now or at an earlier start. */
  private String connected(Account account, Map<String, Object> body) {
    Api admin = client.as(account.admin());
    String before = known.get(account.name("connection"));
    if (before != null && admin.get("/api/carriers/" + before).status() == 200) {
      return before;
    }
    JsonNode made = admin.post("/api/carriers", body).expect(201).json();
    String id = made.path("id").asText();
    known.put(account.name("connection"), id);
    enable(admin, made);
    return id;
  }

  /** On a busy machine the simulator may answer too late for its account to be used at once. */
  private static void enable(Api admin, JsonNode made) {
    JsonNode connection = made;
    for (int i = 0; i < MOST_CHECKS && !connection.path("enabled").asBoolean(true); i++) {
      String check = "/api/carriers/" + made.path("id").asText() + "/check";
      connection = admin.post(check, Map.of()).expect(200).json();
    }
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
