package dev.ramal.sandbox.commands;

import dev.ramal.servers.keycloak.EmbeddedKeycloak;
import dev.ramal.servers.processes.ChildProcess;
import java.time.Duration;
import java.util.List;

/** The rest of a build: what a first start would have to do before it can begin. */
public final class PrepareCommand implements RamalCommand {
  private final Class<?> program;

  /**
   * @param program whose main method understands {@code up}
   */
  public PrepareCommand(Class<?> program) {
    this.program = program;
  }

  @Override
  public int run(List<String> arguments) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ChildProcess.endAll(Duration.ofSeconds(5))));
    EmbeddedKeycloak.prepare();
    new Rehearsal(program).play();
    return 0;
  }
}
