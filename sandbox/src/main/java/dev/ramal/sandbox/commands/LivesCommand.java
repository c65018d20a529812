package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import java.util.List;

/** Asked by the script before it replaces program files: 0 while anything of a sandbox lives. */
public final class LivesCommand implements RamalCommand {
  /** As for {@code status}: nothing runs. */
  private static final int NOTHING = 3;

  @Override
  public int run(List<String> arguments) {
    return SandboxStatus.read(SandboxFolder.ofThisCheckout())
            .filter(SandboxStatus::hasProcesses)
            .isPresent()
        ? 0
        : NOTHING;
  }
}
