package dev.ramal.sandbox.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Dead letters of a sandbox that runs: which there are, why, and on their way again. Asks the API
 * that everybody has, as one of the operator's people, who see those of all organizations.
 */
public final class DlqCommand implements RamalCommand {
  private static final String PATH = "/api/ops/dead-letters";
  private static final String VERBS = "topics, clusters, show, dry-run, redrive, report";

  @Override
  public int run(List<String> arguments) {
    SandboxStatus status =
        SandboxStatus.read(SandboxFolder.ofThisCheckout())
            .filter(SandboxStatus::isAlive)
            .orElseThrow(() -> new SandboxFailure("The sandbox does not run; ./ramal up first."));
    String verb = arguments.isEmpty() ? "" : arguments.get(0);
    DlqOptions options =
        DlqOptions.of(arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size()));
    return ask(
        OperatorApi.of(new SandboxClient(status), options.option("--as"), options.option("--org")),
        verb,
        options,
        System.out,
        System.err);
  }

  /** The same at any entry. */
  static int ask(Api api, String verb, DlqOptions options, PrintStream out, PrintStream err) {
    Api.Answer answer = answer(api, verb, options);
    if (answer.status() / 100 != 2) {
      refused(answer, err);
      return 1;
    }
    if (options.json()) {
      out.println(answer.body());
    } else {
      DlqText.print(verb, answer.json(), out);
    }
    out.flush();
    return 0;
  }

  private static Api.Answer answer(Api api, String verb, DlqOptions options) {
    return switch (verb) {
      case "topics" -> api.get(PATH + "/topics");
      case "clusters" ->
          api.get(PATH + "/clusters" + (options.topic() == null ? "" : query(options, false)));
      case "show" -> api.get(PATH + "/samples" + query(options, true));
      case "dry-run" -> api.post(PATH + "/dry-run", selection(options, "most", "--limit"));
      case "redrive" -> redriven(api, options);
      case "report" -> api.get(PATH + "/redrives/" + encoded(options.requiredTopic()));
      default -> throw new SandboxFailure("ramal dlq takes " + VERBS + ", not \"" + verb + "\".");
    };
  }

  /** Sent once, however often it is asked for: an answer may be lost where much is sent. */
  private static Api.Answer redriven(Api api, DlqOptions options) {
    Map<String, Object> order = selection(options, "quota", "--quota");
    String given = options.option("--key");
    String key = given == null ? UUID.randomUUID().toString() : given;
    try {
      return api.with("Idempotency-Key", key).post(PATH + "/redrives", order);
    } catch (SandboxFailure e) {
      throw new SandboxFailure(
          "%s Ask again with --key %s: it is sent once.".formatted(e.getMessage(), key), e);
    }
  }

  private static String query(DlqOptions options, boolean samples) {
    String query = "?topic=" + encoded(options.requiredTopic());
    if (!samples) {
      return query;
    }
    Integer limit = options.number("--limit");
    String fingerprint = options.option("--fingerprint");
    return query
        + "&limit="
        + (limit == null ? 3 : limit)
        + (fingerprint == null ? "" : "&fingerprint=" + encoded(fingerprint));
  }

  private static Map<String, Object> selection(DlqOptions options, String field, String number) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("topic", options.requiredTopic());
    putGiven(body, "fingerprint", options.option("--fingerprint"));
    putGiven(body, "ids", options.ids().isEmpty() ? null : options.ids());
    putGiven(body, "patch", options.patch());
    putGiven(body, "appliedNowhere", options.appliedNowhere() ? true : null);
    putGiven(body, field, options.number(number));
    return body;
  }

  private static void putGiven(Map<String, Object> body, String field, Object value) {
    if (value != null) {
      body.put(field, value);
    }
  }

  private static void refused(Api.Answer answer, PrintStream err) {
    JsonNode problem = answer.json();
    err.printf(
        "ramal: %s %s%n",
        problem.path("code").asText(answer.status() + ""),
        problem.path("title").asText(answer.body()));
    if (problem.path("detail").isTextual()) {
      err.println(problem.path("detail").asText());
    }
    problem
        .path("errors")
        .forEach(
            error ->
                err.printf(
                    "  %s: %s%n", error.path("field").asText(), error.path("message").asText()));
    problem
        .path("complaints")
        .forEach(complaint -> err.println("  " + DlqText.complaint(complaint)));
    err.flush();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
