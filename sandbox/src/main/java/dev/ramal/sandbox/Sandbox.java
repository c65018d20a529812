package dev.ramal.sandbox;

import dev.ramal.sandbox.bench.BenchCommand;
import dev.ramal.sandbox.commands.ChaosCommand;
import dev.ramal.sandbox.commands.Command;
import dev.ramal.sandbox.commands.DemoCommand;
import dev.ramal.sandbox.commands.DownCommand;
import dev.ramal.sandbox.commands.LogsCommand;
import dev.ramal.sandbox.commands.StatusCommand;
import dev.ramal.sandbox.commands.UpCommand;
import dev.ramal.testkit.servers.ServerFailure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Main class behind the script {@code ramal}. */
public final class Sandbox {
  private static final Map<String, Command> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("demo", new DemoCommand());
    COMMANDS.put("up", new UpCommand());
    COMMANDS.put("status", new StatusCommand());
    COMMANDS.put("logs", new LogsCommand());
    COMMANDS.put("down", new DownCommand());
    COMMANDS.put("bench", new BenchCommand());
    COMMANDS.put("chaos", new ChaosCommand());
  }

  private Sandbox() {}

  public static void main(String[] arguments) {
    System.exit(run(Arrays.asList(arguments)));
  }

  static int run(List<String> arguments) {
    Command command = arguments.isEmpty() ? null : COMMANDS.get(arguments.get(0));
    if (command == null) {
      System.err.println("usage: ./ramal <command>\n");
      COMMANDS.values().forEach(known -> System.err.println("  " + known.help()));
      System.err.println("  test              build and run every test");
      return 2;
    }
    try {
      return command.run(arguments.subList(1, arguments.size()));
    } catch (SandboxFailure | ServerFailure e) {
      System.err.println("ramal: " + e.getMessage());
      return 1;
    }
  }
}
