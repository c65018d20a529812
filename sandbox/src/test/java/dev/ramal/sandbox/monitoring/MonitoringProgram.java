package dev.ramal.sandbox.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of Prometheus that is on this machine, or is not. */
public final class MonitoringProgram {
  private MonitoringProgram() {}

  /** How it ended, and all that it printed. */
  record Ended(int code, String said) {}

  public static boolean isPromtoolHere() {
    return isHere("promtool", "the rules of deploy/prometheus were not run, nor metrics checked");
  }

  public static boolean isPrometheusHere() {
    return isHere("prometheus", "no Prometheus has read the sandbox, nor drawn a dashboard");
  }

  /** What {@code RAMAL_PROMTOOL} or {@code RAMAL_PROMETHEUS} names, else one on the path. */
  static Optional<Path> find(String name) {
    String given = System.getenv("RAMAL_" + name.toUpperCase());
    return given != null && !given.isBlank()
        ? Optional.of(Path.of(given))
        : Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
  }

  static Ended promtool(Path input, Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(find("promtool").orElseThrow().toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("promtool", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("promtool does not end");
    }
    String text = Files.readString(said);
    Files.delete(said);
    return new Ended(process.exitValue(), text);
  }

  private static boolean isHere(String name, String then) {
    boolean here = find(name).isPresent();
    if (!here) {
      System.err.println(
          "SKIPPED: there is no " + name + " (Debian's package prometheus), so " + then + ".");
    }
    return here;
  }
}
