package dev.ramal.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The script as a person runs it.
 *
 * @param file of the checkout, or a copy of it elsewhere
 * @param environment added to ours
 * @param output folder for what it prints
 */
record RamalScript(Path file, Map<String, String> environment, Path output) {
  /** How it ended, and what it printed. */
  record Run(int code, String out, String err) {}

  /** The same, with more added to the environment. */
  RamalScript with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new RamalScript(file, all, output);
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    return ended(start(arguments));
  }

  /** Commands of a person who stands where the script lies; the first that fails ends them. */
  Run runShell(String commands) throws IOException, InterruptedException {
    return ended(start(List.of("bash", "-eu", "-o", "pipefail", "-c", commands)));
  }

  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(Arrays.asList(arguments));
    return start(command);
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(file.toAbsolutePath().getParent().toFile())
            .redirectOutput(out().toFile())
            .redirectError(err().toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Waits for its end. */
  Run ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(8, TimeUnit.MINUTES)) {
      process.destroy();
      throw new IllegalStateException(file + " does not end");
    }
    return new Run(process.exitValue(), Files.readString(out()), Files.readString(err()));
  }

  Path err() {
    return output.resolve("ramal.err");
  }

  private Path out() {
    return output.resolve("ramal.out");
  }
}
