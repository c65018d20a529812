package dev.ramal.sandbox.contract;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Whether a client can be generated here from the document; says so loudly where it cannot. */
public final class TypeScriptClient {
  private static final String NEEDED =
      "node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' && npm ping";

  private TypeScriptClient() {}

  public static boolean isPossible() throws IOException, InterruptedException {
    Process asked =
        new ProcessBuilder("bash", "-c", NEEDED)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean possible = asked.waitFor(20, TimeUnit.SECONDS) && asked.exitValue() == 0;
    asked.destroy();
    if (!possible) {
      System.err.println(
          "SKIPPED: no Node 20, or no npm registry, so nobody has compiled a client that was"
              + " generated from docs/openapi.json.");
    }
    return possible;
  }
}
