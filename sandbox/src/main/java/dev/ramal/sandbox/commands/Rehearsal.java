package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.servers.processes.ClassArchive;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Workspace;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Starts a sandbox once, out of everybody's way, so that each JVM of it leaves the classes that a
 * start needs: {@link ClassArchive}.
 */
final class Rehearsal {
  private final Class<?> program;
  private final SandboxFolder folder = new SandboxFolder(Workspace.state("rehearsal"));

  Rehearsal(Class<?> program) {
    this.program = program;
  }

  /** What goes wrong costs later starts their time and nothing else. */
  void play() {
    try {
      ClassArchive.makeThem();
      folder.clean();
      String port = "" + SandboxPorts.free().entry();
      DetachedSupervisor sandbox =
          new DetachedSupervisor(program, folder, Map.of("RAMAL_PORT", port));
      sandbox.start();
      sandbox.stop();
      folder.clean();
    } catch (SandboxFailure | ServerFailure | UncheckedIOException e) {
      System.err.println("starts will take longer, as none could be rehearsed: " + e.getMessage());
    }
  }
}
