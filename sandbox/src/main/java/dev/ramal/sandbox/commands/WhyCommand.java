package dev.ramal.sandbox.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The way of a call or message through a sandbox that runs, by any id of it. Asks the API that
 * everybody has, as one of the operator's people, who see the events of all organizations.
 */
public final class WhyCommand implements RamalCommand {
  private static final String PATH = "/api/ops/why";

  @Override
  public int run(List<String> arguments) {
    WhyOptions options = WhyOptions.of(arguments);
    SandboxStatus status =
        SandboxStatus.read(SandboxFolder.ofThisCheckout())
            .filter(SandboxStatus::isAlive)
            .orElseThrow(() -> new SandboxFailure("The sandbox does not run; ./ramal up first."));
    return ask(
        OperatorApi.of(new SandboxClient(status), options.user(), options.organization()),
        options,
        System.out,
        System.err);
  }

  /** The same at any entry. */
  static int ask(Api api, WhyOptions options, PrintStream out, PrintStream err) {
    String query = "?id=" + URLEncoder.encode(options.id(), StandardCharsets.UTF_8);
    Api.Answer answer = api.get(PATH + (options.json() ? "" : "/text") + query);
    if (answer.status() != 200) {
      refused(answer, err);
      return 1;
    }
    out.println(answer.body().stripTrailing());
    if (options.picture() != null) {
      write(options.picture(), api.get(PATH + "/picture" + query).expect(200).body());
      out.println("The picture is in " + options.picture() + ".");
    }
    out.flush();
    return 0;
  }

  /** Which things there are to ask about, where the id belongs to several. */
  private static void refused(Api.Answer answer, PrintStream err) {
    JsonNode problem = answer.json();
    err.printf(
        "ramal: %s %s%n",
        problem.path("code").asText(answer.status() + ""),
        problem.path("title").asText(answer.body()));
    if (problem.path("detail").isTextual()) {
      err.println(problem.path("detail").asText());
    }
    for (JsonNode candidate : problem.path("candidates")) {
      err.printf(
          "  %-16s %s  %s  %s to %s, last %s%n",
          candidate.path("kind").asText(),
          candidate.path("id").asText(),
          candidate.path("organization").asText(),
          candidate.path("firstAt").asText(),
          candidate.path("lastAt").asText(),
          candidate.path("lastEvent").asText());
    }
    if (problem.path("more").asBoolean()) {
      err.println("  … and more before them");
    }
    if (problem.path("indexedThrough").isTextual()) {
      err.println("  indexed through " + problem.path("indexedThrough").asText());
    }
    err.flush();
  }

  private static void write(Path file, String picture) {
    try {
      Files.writeString(file, picture);
    } catch (IOException e) {
      throw new SandboxFailure(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
