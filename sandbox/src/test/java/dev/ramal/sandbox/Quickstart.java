package dev.ramal.sandbox;

import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/quickstart} as a person follows it, in one shell that stops at the first
 * command that fails.
 *
 * @param page in Markdown: blocks marked {@code bash} are run, the one that starts the sandbox
 *     ({@code console}) is not
 */
record Quickstart(String page) {
  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROMISE = Pattern.compile("(?:&&|\\|\\|) echo ([a-z]+|\"[a-z ]+)");

  static Quickstart of(String role) throws IOException {
    return at("docs/quickstart/" + role + ".md");
  }

  /** A page elsewhere in the checkout. */
  static Quickstart at(String path) throws IOException {
    return new Quickstart(Files.readString(Workspace.root().resolve(path)));
  }

  RamalScript.Run run(RamalScript script) throws IOException, InterruptedException {
    return script.runShell(commands());
  }

  /** What is printed only where a comparison held. */
  List<String> promises() {
    return PROMISE
        .matcher(commands())
        .results()
        .map(found -> found.group(1).replace("\"", "").strip())
        .toList();
  }

  private String commands() {
    Matcher block = BLOCK.matcher(page);
    StringBuilder commands = new StringBuilder();
    while (block.find()) {
      commands.append(block.group(1)).append('\n');
    }
    return commands.toString();
  }
}
