package dev.ramal.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;

/** What the entries of the printed status must hold, so that an outside client can use them. */
final class ToldStatus {
  private ToldStatus() {}

  static void isReadyService(JsonNode service) {
    isUrl(service.path("url"));
    assertThat(service.path("ready").asBoolean()).isTrue();
    assertThat(ProcessHandle.of(service.path("pid").asLong())).isPresent();
  }

  static void isDatabase(JsonNode database) {
    try (Connection connection =
        DriverManager.getConnection(
            database.path("jdbcUrl").asText(),
            database.path("user").asText(),
            database.path("password").asText())) {
      assertThat(connection.isValid(5)).isTrue();
    } catch (SQLException e) {
      throw new AssertionError("no database at " + database, e);
    }
  }

  static void isUser(JsonNode user) {
    assertThat(user.path("username").asText()).isNotBlank();
    assertThat(user.path("password").asText()).isNotBlank();
    if (List.of("nina", "paula").contains(user.path("username").asText())) {
      assertThat(user.has("organization")).isFalse();
    } else {
      assertThat(user.path("organization").asText()).isIn("aurora", "boreal");
    }
    assertThat(user.path("roles")).isNotEmpty().allMatch(role -> !role.asText().isBlank());
  }

  static void isConnection(JsonNode connection) {
    assertThat(connection.path("id").asText()).isNotBlank();
    assertThat(connection.path("organization").asText()).isIn("aurora", "boreal");
    assertThat(connection.path("numbers")).hasSize(1);
    if (connection.path("carrier").asText().equals("twilio")) {
      assertThat(connection.path("accountSid").asText()).matches("AC[0-9a-f]{32}");
      assertThat(connection.path("authToken").asText()).matches("[0-9a-f]{32}");
    } else {
      assertThat(connection.path("carrier").asText()).isEqualTo("telnyx");
      assertThat(connection.path("apiKey").asText()).startsWith("KEY");
      isKey(connection.path("publicKey"));
      isKey(connection.path("privateKey"));
    }
  }

  /** As Ed25519 keys and seeds are: 32 bytes in base64. */
  private static void isKey(JsonNode key) {
    assertThat(Base64.getDecoder().decode(key.asText())).hasSize(32);
  }

  static void isUrl(JsonNode url) {
    URI uri = URI.create(url.asText());
    assertThat(uri.getScheme()).isEqualTo("http");
    assertThat(uri.getPort()).isPositive();
  }
}
