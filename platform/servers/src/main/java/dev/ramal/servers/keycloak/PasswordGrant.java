package dev.ramal.servers.keycloak;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks Keycloak for tokens with nothing but names and secrets.
 *
 * @param tokenEndpoint of the realm
 */
public record PasswordGrant(URI tokenEndpoint) {
  /** The one client that may use passwords; not part of any realm but that of sandbox and tests. */
  public static final String CLIENT = "ramal-sandbox";

  /**
   * What we use of the answer.
   *
   * @param idToken null for a service
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Token(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("id_token") String idToken,
      @JsonProperty("expires_in") int expiresInSeconds) {}

  /** Token of a person. */
  public Token ofUser(String username, String password) {
    return ask(
        Map.of(
            "grant_type", "password",
            "client_id", CLIENT,
            "username", username,
            "password", password,
            "scope", "openid"));
  }

  /** Token of a service. */
  public Token ofClient(String client, String secret) {
    return ask(
        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret));
  }

  private Token ask(Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(tokenEndpoint)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new ServerFailure(
            "Keycloak answered " + answer.statusCode() + " for " + form.get("client_id"));
      }
      return JsonMapper.builder().build().readValue(answer.body(), Token.class);
    } catch (IOException e) {
      throw new ServerFailure("Keycloak does not answer at " + tokenEndpoint, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted while asking Keycloak for a token", e);
    }
  }
}
