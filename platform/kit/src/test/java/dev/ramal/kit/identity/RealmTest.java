package dev.ramal.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.servers.keycloak.DemoOrganizations;
import dev.ramal.servers.keycloak.EmbeddedKeycloak;
import dev.ramal.servers.keycloak.KeycloakServer;
import dev.ramal.servers.keycloak.PasswordGrant;
import dev.ramal.servers.keycloak.RealmFile;
import dev.ramal.servers.keycloak.RealmSettings;
import dev.ramal.testkit.RamalServers;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What a real Keycloak says of people whose groups and clients have separators in their names. It
 * is one of its own, which takes its time to start while other tests run.
 */
@Tag(RamalServers.TAG)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("realm") // one of its tests after the other
class RealmTest {
  /** Groups of the top, each with its whole name. */
  private static final List<String> GROUPS =
      List.of(
          "aurora/admin",
          "/aurora/admin",
          "aurora\\admin",
          "aurora:admin",
          "aurora.admin",
          "aurora admin",
          "aurora~/admin",
          "org:aurora",
          "aurora/");

  private static final String VERA = "00000000-0000-4000-8000-0000000000aa";
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir static Path folder;
  private static Map<String, String> secrets;
  private static EmbeddedKeycloak keycloak;

  @BeforeAll
  static void start() throws Exception {
    secrets = RealmFile.secrets(Map.of());
    secrets.put("RAMAL_FRONTEND_REDIRECT_URIS", "http://one.example/*\",\"http://two.example/*");
    keycloak = new EmbeddedKeycloak(folder.resolve("keycloak"), realm(), secrets);
    keycloak.start();
    addDemonstration();
    for (String name : GROUPS) {
      String group = admin("POST", "/groups", JSON.createObjectNode().put("name", name).toString());
      admin("PUT", "/users/" + VERA + "/groups/" + group.substring(group.length() - 36), "{}");
    }
  }

  @AfterAll
  static void stop() {
    keycloak.stop();
  }

  @Test
  void shouldGivePeopleTheRolesOfTheirGroups() {
    // When
    Map<String, Set<String>> ana = organizations(claims(token("ana")));
    Map<String, Set<String>> gil = organizations(claims(token("gil")));
    Map<String, Set<String>> nina = organizations(claims(token("nina")));

    // Then
    assertThat(ana).containsExactly(Map.entry("aurora", Set.of("sales")));
    assertThat(gil)
        .containsExactly(
            Map.entry("aurora", Set.of("sales")), Map.entry("boreal", Set.of("viewer")));
    assertThat(nina).isEmpty();
  }

  @Test
  void shouldOpenNothingToAGroupThatIsOnlyNamedLikeAnOrganization() {
    // When
    JsonObject claims = claims(token("vera"));

    // Then
    assertThat(claims.getJsonArray("groups").getValuesAs(JsonString.class))
        .extracting(JsonString::getString)
        .hasSameSizeAs(GROUPS)
        .as("which reads like the administrators of aurora")
        .contains("/aurora/admin");
    assertThat(organizations(claims)).isEmpty();
    assertThat(Membership.ofPerson(organizations(claims), "aurora").tenant()).isNull();
  }

  @Test
  void shouldMakeAccessTokensForThisProduct() {
    // When
    JsonObject person = claims(token("ana"));
    JsonObject service =
        claims(grant().ofClient("webhook-gateway", secret("webhook-gateway")).accessToken());

    // Then
    assertThat(person.get("aud").toString()).contains("\"ramal\"");
    assertThat(service.get("aud").toString()).contains("\"ramal\"");
    assertThat(person.getString("typ")).isEqualTo("Bearer");
  }

  @Test
  void shouldLogInPagesOfEveryOriginThatOnePlaceholderNames() throws Exception {
    // Then
    assertThat(loginPage("http://one.example/start")).isEqualTo(200);
    assertThat(loginPage("http://two.example/start")).isEqualTo(200);
    assertThat(loginPage("http://localhost:3000/start")).isEqualTo(400);
  }

  private static int loginPage(String back) throws Exception {
    String asked =
        "%s/realms/ramal/protocol/openid-connect/auth?response_type=code&client_id=ramal-frontend"
            + "&code_challenge_method=S256&code_challenge=%s&redirect_uri=%s";
    URI uri = URI.create(asked.formatted(keycloak.url(), "c".repeat(43), back));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static Map<String, Set<String>> organizations(JsonObject claims) {
    return OrganizationRoles.of(claims.get("resource_access"));
  }

  /**
   * The realm as an installation has it, with Vera, who is in no organization, and Nina, who may
   * change it: what the profile sandbox of compose adds comes from her.
   */
  private static Path realm() throws IOException {
    Path file =
        RealmFile.withPasswordGrant(folder.resolve("ramal-realm.json"), RealmSettings.asWritten());
    ObjectNode realm = (ObjectNode) JSON.readTree(file.toFile());
    realm.remove("groups");
    ((ObjectNode) realm.path("roles")).remove("client");
    removeFrom(realm, "clients", client -> client.path("clientId").asText().startsWith("org:"));
    removeFrom(
        realm,
        "users",
        user ->
            user.has("credentials")
                && !List.of("vera", "nina").contains(user.path("username").asText()));
    for (JsonNode user : realm.withArray("users")) {
      switch (user.path("username").asText()) {
        case "vera" -> ((ObjectNode) user).put("id", VERA).remove("groups");
        case "nina" ->
            ((ObjectNode) user)
                .putObject("clientRoles")
                .putArray("realm-management")
                .add("realm-admin");
        default -> {}
      }
    }
    JSON.writeValue(file.toFile(), realm);
    return file;
  }

  private static void removeFrom(ObjectNode realm, String list, Predicate<JsonNode> which) {
    ArrayNode kept = JSON.createArrayNode();
    realm.withArray(list).forEach(one -> kept.addAll(which.test(one) ? List.of() : List.of(one)));
    realm.set(list, kept);
  }

  /** As {@code deploy/keycloak/demo.sh} does. */
  private static void addDemonstration() throws Exception {
    String demo = Files.readString(DemoOrganizations.path());
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      demo = demo.replace("${" + secret.getKey() + "}", secret.getValue());
    }
    ObjectNode wanted = ((ObjectNode) JSON.readTree(demo)).put("ifResourceExists", "SKIP");
    admin("POST", "/partialImport", wanted.toString());
  }

  /** The location of what was made, or nothing. */
  private static String admin(String method, String path, String body) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(keycloak.url() + "/admin/realms/" + KeycloakServer.REALM + path))
                    .header("Authorization", "Bearer " + token("nina"))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.headers().firstValue("location").orElse("");
  }

  private static String token(String username) {
    return grant().ofUser(username, secrets.get(RealmFile.passwordOf(username))).accessToken();
  }

  private static JsonObject claims(String token) {
    String payload =
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    return Json.createReader(new StringReader(payload)).readObject();
  }

  private static String secret(String client) {
    return secrets.get(RealmFile.secretOf(client));
  }

  private static PasswordGrant grant() {
    return new PasswordGrant(
        URI.create(
            keycloak.url() + "/realms/" + KeycloakServer.REALM + "/protocol/openid-connect/token"));
  }
}
