package dev.ramal.sandbox.commands;

import java.util.List;

/** Something {@code ./ramal} can do; the script itself says what there is. */
public interface RamalCommand {
  /**
   * @return exit code
   */
  int run(List<String> arguments);
}
