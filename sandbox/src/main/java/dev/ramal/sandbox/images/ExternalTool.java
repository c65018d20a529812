package dev.ramal.sandbox.images;

import dev.ramal.sandbox.state.SandboxFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program of this machine that does one thing and ends. */
final class ExternalTool {
  private ExternalTool() {}

  /**
   * @return what it printed, in the language of programs
   * @throws SandboxFailure when it is not there or ends with another code than 0
   */
  static String run(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    // A JVM would print what it finds there in front of everything.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new SandboxFailure(
            command.get(0) + " ended with code " + process.exitValue() + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new SandboxFailure(command.get(0) + " cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while " + command.get(0) + " ran.", e);
    }
  }
}
