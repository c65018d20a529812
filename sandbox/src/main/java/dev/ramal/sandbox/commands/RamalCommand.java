package dev.ramal.sandbox.commands;

import java.util.List;

/** Something {@code ./ramal} can do. */
public interface RamalCommand {
  /** One line for the list of commands. */
  String help();

  /**
   * @return exit code
   */
  int run(List<String> arguments);
}
