package dev.ramal.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.contract.ServedContract;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.http.ApiDocument.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Asks every operation that a service describes for what none may take, and holds that each refuses
 * in the same words: which status, which code, which field, and always as a problem document.
 */
public final class Dialect {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROBLEM = "application/problem+json";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;
  private final List<ApiUser> users;
  private final List<Operation> operations;
  private final List<String> violations = new ArrayList<>();
  private int asked;

  /**
   * @param root of the application under test
   * @param users who may, between them, ask for everything
   * @throws IllegalStateException when the service does not say what can be asked
   */
  public Dialect(URI root, ApiUser... users) {
    this.root = root;
    this.users = List.of(users);
    this.operations = new ApiDocument(read(ServedContract.document(root.getPort()))).operations();
    if (operations.isEmpty()) {
      throw new IllegalStateException("the document describes nothing that could be asked");
    }
  }

  /** What is spoken otherwise, one line each. */
  public List<String> violations() {
    violations.clear();
    for (Operation operation : operations) {
      Probe.of(operation).forEach(this::refusesEveryUser);
      operation.choices().forEach(field -> takesWhatItLists(operation, field));
      if (operation.hasBody()) {
        demandsWhatItSays(operation);
      }
      if (operation.secured()) {
        refusesStrangers(operation);
      }
    }
    operations.stream().map(Operation::path).distinct().forEach(this::namesItsMethods);
    return List.copyOf(violations);
  }

  /** How many requests that took, and of how many operations. */
  public String extent() {
    return "%d requests, %d operations".formatted(asked, operations.size());
  }

  /** Somebody must be let through to the question; whoever lacks the role says nothing about it. */
  private void refusesEveryUser(Probe probe) {
    answered(probe).ifPresent(answer -> check(probe, answer));
  }

  private Optional<HttpResponse<String>> answered(Probe probe) {
    for (ApiUser user : users) {
      HttpResponse<String> answer =
          send(request(probe, "Bearer " + Tokens.of(user.username()), user));
      if (answer.statusCode() != 403) {
        return Optional.of(answer);
      }
    }
    violations.add(probe + ": nobody among " + users + " may ask");
    return Optional.empty();
  }

  /**
   * A word that is listed is read, so that the next thing wrong with the body is told of. Words
   * that are only judged once the whole body is read are not asked about: something could come of
   * it.
   */
  private void takesWhatItLists(Operation operation, String field) {
    answered(Probe.ofWord(operation, field, "noSuchWord", field))
        .ifPresent(
            answer ->
                listedFor(field, answer)
                    .map(word -> Probe.ofWord(operation, field, word, Probe.UNKNOWN))
                    .forEach(this::refusesEveryUser));
  }

  /**
   * What is missing in an empty body is what the document calls required. Where nothing is required
   * the operation does what it does when nothing is said.
   */
  private void demandsWhatItSays(Operation operation) {
    Probe empty = Probe.ofNothing(operation);
    answered(empty)
        .ifPresent(
            answer -> {
              Set<String> demanded =
                  answer.statusCode() == 400
                      ? new TreeSet<>(read(answer.body()).findValuesAsText("field"))
                      : Set.of();
              expect(empty, "required", "" + operation.required(), "" + demanded);
            });
  }

  private static Stream<String> listedFor(String field, HttpResponse<String> answer) {
    return read(answer.body())
        .path("errors")
        .valueStream()
        .filter(error -> field.equals(error.path("field").asText()))
        .flatMap(error -> error.path("allowed").valueStream())
        .map(JsonNode::asText);
  }

  private void refusesStrangers(Operation operation) {
    Probe stranger =
        new Probe(operation.method(), operation.address(), null, null, 401, "RAMAL-0401", null);
    challenged(stranger, send(request(stranger, null, null)), "Bearer");
    Probe forger =
        new Probe(operation.method(), operation.address(), null, null, 401, "RAMAL-0445", null);
    challenged(
        forger,
        send(request(forger, "Bearer forged", null)),
        "Bearer error=\"invalid_token\", error_description=\"The access token is not valid\"");
  }

  private void challenged(Probe probe, HttpResponse<String> answer, String challenge) {
    check(probe, answer);
    expect(
        probe, "challenge", challenge, answer.headers().firstValue("WWW-Authenticate").orElse(""));
  }

  private void namesItsMethods(String path) {
    List<Operation> here =
        operations.stream().filter(operation -> operation.path().equals(path)).toList();
    Set<String> allowed = new TreeSet<>(Set.of("OPTIONS"));
    here.forEach(operation -> allowed.add(operation.method()));
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    String method = allowed.contains("PATCH") ? "TRACE" : "PATCH";
    Probe probe = new Probe(method, here.get(0).address(), null, null, 405, "RAMAL-0405", null);
    HttpResponse<String> answer = send(request(probe, null, null));
    check(probe, answer);
    expect(
        probe,
        "Allow",
        String.join(", ", allowed),
        answer.headers().firstValue("Allow").orElse(""));
  }

  private void check(Probe probe, HttpResponse<String> answer) {
    if (answer.statusCode() != probe.status()) {
      violations.add("%s: %d %s".formatted(probe, answer.statusCode(), answer.body()));
      return;
    }
    expect(probe, "type", PROBLEM, answer.headers().firstValue("Content-Type").orElse(""));
    JsonNode problem = read(answer.body());
    expect(probe, "status", "" + probe.status(), problem.path("status").asText());
    expect(probe, "instance", path(probe.address()), problem.path("instance").asText());
    for (String member : List.of("type", "title", "code")) {
      if (problem.path(member).asText().isBlank()) {
        violations.add("%s: no %s in %s".formatted(probe, member, answer.body()));
      }
    }
    if (probe.code() != null) {
      expect(probe, "code", probe.code(), problem.path("code").asText());
    }
    if (probe.field() != null) {
      List<String> fields = problem.path("errors").findValuesAsText("field");
      if (!fields.contains(probe.field())) {
        violations.add("%s: names %s, not '%s'".formatted(probe, fields, probe.field()));
      }
    }
  }

  private void expect(Probe probe, String what, String wanted, String seen) {
    if (!seen.equals(wanted) && !(what.equals("type") && seen.startsWith(wanted))) {
      violations.add("%s: %s is '%s', not '%s'".formatted(probe, what, seen, wanted));
    }
  }

  private static String path(String address) {
    return address.replaceFirst("\\?.*", "");
  }

  private HttpRequest request(Probe probe, String authorization, ApiUser user) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(probe.address()))
            .timeout(Duration.ofSeconds(20))
            .method(
                probe.method(),
                probe.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(probe.body()));
    if (probe.contentType() != null) {
      request.header("Content-Type", probe.contentType());
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (user != null && user.organization() != null) {
      request.header("X-Org-Id", user.organization());
    }
    return request.build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    asked++;
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}
