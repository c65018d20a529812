package dev.ramal.sandbox.commands;

import dev.ramal.servers.keycloak.EmbeddedKeycloak;
import dev.ramal.servers.processes.ChildProcess;
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
    Runtime.getRuntime().addShutdownHook(new Thread(PrepareCommand::breakOff));
    EmbeddedKeycloak.prepare();
    new Rehearsal(program).play();
    return 0;
  }

  /** Whoever breaks a build off does not wait until a whole sandbox has written its archives. */
  private static void breakOff() {
    ProcessHandle us = ProcessHandle.current();
    List<ProcessHandle> ours = us.children().toList();
    us.descendants()
        .filter(process -> !ours.contains(process))
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .forEach(ProcessHandle::destroyForcibly);
    ChildProcess.endAll(DownCommand.PATIENCE);
  }
}
