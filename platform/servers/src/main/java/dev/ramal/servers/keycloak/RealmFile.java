package dev.ramal.servers.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code deploy/keycloak/ramal-realm.json}: clients and roles, without a secret and people. */
public final class RealmFile {
  /** Beside the realm's placeholders: the password of every database role. */
  public static final String DATABASE_PASSWORD = "RAMAL_DATABASE_PASSWORD";

  /** Where the realm file says that people reach the product. */
  public static final String ENTRY = "http://localhost:8080";

  /** How the realm file says so. */
  private static final String PUBLIC = "${RAMAL_PUBLIC_BASE_URL:" + ENTRY + "}";

  /** The public client of pages of other origins. */
  private static final String FRONTEND = "ramal-frontend";

  /** Of a secret: what is no secret has a default, {@code ${NAME:default}}. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(RAMAL_[A-Z_]+)}");

  private RealmFile() {}

  public static Path path() {
    return Workspace.root().resolve("deploy/keycloak/ramal-realm.json");
  }

  /**
   * Writes the realm of sandbox and tests: the realm file, {@link DemoOrganizations} and the one
   * client that may use passwords ({@link PasswordGrant#CLIENT}), which no other installation has.
   *
   * @param file where to; its folder is made
   * @return the file
   */
  public static Path withPasswordGrant(Path file, RealmSettings settings) {
    try (InputStream client = RealmFile.class.getResourceAsStream("password-grant-client.json")) {
      ObjectMapper json = new ObjectMapper();
      String written = Files.readString(path()).replace(PUBLIC, settings.entry());
      ObjectNode realm = (ObjectNode) json.readTree(written);
      for (JsonNode known : realm.withArray("clients")) {
        if (known.path("clientId").asText().equals(FRONTEND)) {
          open((ObjectNode) known, settings);
        }
      }
      realm.withArray("clients").add(json.readTree(client));
      DemoOrganizations.addTo(realm);
      Files.createDirectories(file.getParent());
      return Files.write(file, json.writeValueAsBytes(realm));
    } catch (IOException e) {
      throw new ServerFailure("cannot write the realm of sandbox and tests to " + file, e);
    }
  }

  private static void open(ObjectNode frontend, RealmSettings settings) {
    if (!settings.frontendOrigins().isEmpty()) {
      ArrayNode addresses = frontend.putArray("redirectUris");
      settings.frontendOrigins().forEach(origin -> addresses.add(origin + "/*"));
    }
    settings
        .frontendTokenSeconds()
        .ifPresent(
            seconds ->
                frontend.withObject("/attributes").put("access.token.lifespan", "" + seconds));
  }

  /**
   * A random value for every placeholder of the realm file and of {@link DemoOrganizations}.
   *
   * @param known values to keep, of an earlier start; may be empty
   */
  public static Map<String, String> secrets(Map<String, String> known) {
    try {
      Map<String, String> secrets = new TreeMap<>(known);
      Matcher names =
          PLACEHOLDER.matcher(
              Files.readString(path()) + Files.readString(DemoOrganizations.path()));
      secrets.computeIfAbsent(DATABASE_PASSWORD, name -> random());
      while (names.find()) {
        secrets.computeIfAbsent(names.group(1), name -> random());
      }
      return secrets;
    } catch (IOException e) {
      throw new ServerFailure("cannot read the realm file " + path(), e);
    }
  }

  /** Name of the placeholder for a user's password. */
  public static String passwordOf(String username) {
    return "RAMAL_PASSWORD_" + upper(username);
  }

  /** Name of the placeholder for a service client's secret. */
  public static String secretOf(String client) {
    return "RAMAL_SECRET_" + upper(client);
  }

  private static String upper(String name) {
    return name.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
  }

  private static String random() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
