package dev.ramal.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.SandboxStatus.UserStatus;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.testkit.contract.ApiExamples;
import dev.ramal.testkit.contract.ApiExamples.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Sends what the document shows as examples of requests, as somebody who may. */
public final class ExampleRequests {
  private static final String ORGANIZATION = "aurora";
  private static final String CALLS = "/api/calls";
  private static final String CALL = CALLS + "/{id}";
  private static final String IN_CALL = CALL + "/";
  private static final String CONVERSATION = "/api/conversations/{id}/";

  /**
   * Only we can sign a link, which papers there are only a carrier knows, a tariff takes two
   * people, nobody has used a prefix too much, no code of the CRM is waiting to be taken, and no
   * letter is dead.
   */
  private static final Map<String, Integer> REFUSED =
      Map.of(
          "/media/player/{id}/link",
          403,
          "/api/carriers/{id}/documents",
          422,
          "/api/billing/tariffs",
          403,
          "/api/billing/velocity-blocks/{id}/release",
          404,
          "/api/crm/connection/authorization",
          422,
          "/api/ops/dead-letters/dry-run",
          404,
          "/api/ops/dead-letters/redrives",
          404);

  private final SandboxClient client;
  private final List<Request> requests;

  /** What was made by an example is what the next one changes. */
  private final Map<String, String> made =
      new HashMap<>(Map.of("/api/agents/{userId}", "me", "/api/agents/{userId}/status", "me"));

  public ExampleRequests(SandboxClient client) {
    this.client = client;
    this.requests =
        new ApiExamples(ContractJudge.document("openapi.json"))
            .requests().stream()
                .sorted(
                    Comparator.comparing((Request request) -> !request.method().equals("POST"))
                        .thenComparing(request -> !request.path().startsWith(CALLS)))
                .toList();
    String twilio = client.connection(ORGANIZATION, "twilio").id();
    made.put("/api/carriers/{id}/subaccounts", twilio);
    made.put("/api/carriers/{id}/documents", twilio);
    made.put("/api/numbers/{id}", activeNumber());
  }

  /** The examples that were answered otherwise than their reader hopes; empty when none was. */
  public List<String> disappointments() {
    // Whoever is called stays on the phone, so that something can be done to the call.
    JsonNode stays = StateJson.mapper().createObjectNode().put("digits", "1").putNull("talk");
    client.control().put("/scripts/default", stays).expect(200);
    client.control().put("/scripts/+5511987654321", stays).expect(200);
    List<String> found = new ArrayList<>();
    for (Request request : requests) {
      Api.Answer answer = send(request);
      boolean hoped = answer.status() / 100 == 2;
      if (!hoped && answer.status() != REFUSED.getOrDefault(request.path(), 0)) {
        found.add("%s: %d %s".formatted(request, answer.status(), answer.body()));
      }
    }
    return found;
  }

  private Api.Answer send(Request request) {
    if (request.path().startsWith(IN_CALL)) {
      made.put(request.path(), made.get(CALL));
      awaitTalk(request.roles());
    }
    if (request.path().startsWith(CONVERSATION)) {
      made.put(request.path(), anyConversation());
    }
    String id = made.getOrDefault(request.path(), made.getOrDefault(parent(request), "none"));
    String path = request.path().replaceFirst("\\{[^}]+}", id);
    Api.Answer answer = as(request.roles()).send(request.method(), path, request.body());
    String location = answer.headers().getOrDefault("Location", "");
    made.putIfAbsent(request.path() + "/{id}", location.substring(location.lastIndexOf('/') + 1));
    return answer;
  }

  /** Something is done to what was made by an example: {@code /api/templates/{id}/preview}. */
  private static String parent(Request request) {
    return request.path().replaceFirst("(\\{[^}]+}).*", "$1");
  }

  /** One that is ordered by an example may be refused. */
  private String activeNumber() {
    JsonNode numbers = as(List.of("admin")).get("/api/numbers").json().path("items");
    return StreamSupport.stream(numbers.spliterator(), false)
        .filter(number -> number.path("state").asText().equals("active"))
        .map(number -> number.path("id").asText())
        .findFirst()
        .orElseThrow();
  }

  /** An example before has sent a message. */
  private String anyConversation() {
    return as(List.of("admin")).get("/api/conversations").json().at("/items/0/id").asText();
  }

  private void awaitTalk(List<String> roles) {
    Awaitility.await("the call of the example is in progress")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                as(roles)
                    .get(CALLS + "/" + made.get(CALL))
                    .json()
                    .path("status")
                    .asText()
                    .equals("in-progress"));
  }

  private Api as(List<String> roles) {
    if (roles.isEmpty()) {
      return client.anonymous();
    }
    UserStatus user =
        client.status().users().stream()
            .filter(
                known -> known.organization() == null || known.organization().equals(ORGANIZATION))
            .filter(known -> known.roles().stream().anyMatch(roles::contains))
            .findFirst()
            .orElseThrow();
    return client.as(user.username()).with("X-Org-Id", ORGANIZATION);
  }
}
