package dev.ramal.sandbox.story.steps;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The papers that Brazil asks for, handed in at the carrier and approved there.
 *
 * @param api the carrier's own, as the account
 * @param control of the stand-ins
 */
record PapersAtCarrier(Api api, Api control, ConnectionStatus account) {
  /** What an order names. */
  Map<String, String> approved() {
    return account.carrier().equals("twilio") ? twilio() : telnyx();
  }

  private Map<String, String> twilio() {
    String address =
        form(
            "/2010-04-01/Accounts/" + account.accountSid() + "/Addresses.json",
            Map.of(
                "CustomerName", "Aurora",
                "Street", "Rua Um, 1",
                "City", "São Paulo",
                "Region", "SP",
                "PostalCode", "01000-000",
                "IsoCountry", "BR"));
    String bundle =
        form(
            "/v2/RegulatoryCompliance/Bundles",
            Map.of(
                "FriendlyName", "Aurora",
                "Email", "a@aurora.example",
                "IsoCountry", "BR",
                "NumberType", "local",
                "EndUserType", "business"));
    control.post("/twilio/review", Map.of("sid", bundle, "status", "twilio-approved")).expect(204);
    return Map.of("bundleId", bundle, "addressId", address);
  }

  private Map<String, String> telnyx() {
    JsonNode made =
        api.post(
                "/requirement_groups",
                Map.of("country_code", "BR", "phone_number_type", "local", "action", "ordering"))
            .expect(200)
            .json();
    String group = made.path("id").asText();
    control.post("/telnyx/review", Map.of("id", group, "status", "approved")).expect(204);
    return Map.of("requirementGroupId", group);
  }

  private String form(String path, Map<String, String> fields) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api.baseUrl() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    fields.entrySet().stream()
                        .map(
                            field ->
                                field.getKey()
                                    + "="
                                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    api.headers().forEach(request::header);
    try {
      String body =
          HttpClient.newHttpClient()
              .send(request.build(), HttpResponse.BodyHandlers.ofString())
              .body();
      return StateJson.mapper().readTree(body).path("sid").asText();
    } catch (IOException e) {
      throw new SandboxFailure(path + " had no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while posting to " + path, e);
    }
  }
}
