package dev.ramal.sandbox;

import dev.ramal.sandbox.commands.BenchCommand;
import dev.ramal.sandbox.commands.ChaosCommand;
import dev.ramal.sandbox.commands.DemoCommand;
import dev.ramal.sandbox.commands.DlqCommand;
import dev.ramal.sandbox.commands.DownCommand;
import dev.ramal.sandbox.commands.ImagesCommand;
import dev.ramal.sandbox.commands.LivesCommand;
import dev.ramal.sandbox.commands.LogsCommand;
import dev.ramal.sandbox.commands.PrepareCommand;
import dev.ramal.sandbox.commands.RamalCommand;
import dev.ramal.sandbox.commands.StatusCommand;
import dev.ramal.sandbox.commands.UpCommand;
import dev.ramal.sandbox.commands.WhyCommand;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.ServerFailure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Main class behind the script {@code ramal}. */
public final class Sandbox {
  private static final Map<String, RamalCommand> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("demo", new DemoCommand());
    COMMANDS.put("up", new UpCommand(Sandbox.class));
    COMMANDS.put("status", new StatusCommand());
    COMMANDS.put("logs", new LogsCommand());
    COMMANDS.put("dlq", new DlqCommand());
    COMMANDS.put("why", new WhyCommand());
    COMMANDS.put("down", new DownCommand());
    COMMANDS.put("images", new ImagesCommand(Sandbox.class));
    COMMANDS.put("bench", new BenchCommand());
    COMMANDS.put("chaos", new ChaosCommand());
    // For the script itself, not for people.
    COMMANDS.put("prepare", new PrepareCommand(Sandbox.class));
    COMMANDS.put("lives", new LivesCommand());
  }

  private Sandbox() {}

  public static void main(String[] arguments) {
    System.exit(run(Arrays.asList(arguments)));
  }

  static int run(List<String> arguments) {
    String name = arguments.isEmpty() ? "" : arguments.get(0);
    RamalCommand command = COMMANDS.get(name);
    if (command == null) {
      System.err.println("ramal: there is no command \"" + name + "\"");
      return 2;
    }
    return run(command, arguments.subList(1, arguments.size()));
  }

  /** Whatever is thrown ends the program: threads of Vert.x would keep it alive for ever. */
  static int run(RamalCommand command, List<String> arguments) {
    try {
      return command.run(arguments);
    } catch (SandboxFailure | ServerFailure e) {
      System.err.println("ramal: " + e.getMessage());
      return 1;
    } catch (RuntimeException | Error e) {
      System.err.println("ramal: something unexpected happened: " + e);
      e.printStackTrace();
      return 1;
    }
  }
}
