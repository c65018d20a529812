package dev.ramal.testkit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command line that runs a class of our own class path in a JVM of its own. */
public final class JavaCommand {
  private JavaCommand() {}

  /** The {@code java} that runs us. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * The class path travels in an argument file: that of a Quarkus test is longer than some systems
   * allow on a command line.
   *
   * @param folder where the argument file is written
   */
  public static List<String> of(
      Class<?> main, Path folder, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(options);
    command.add("@" + classPathFile(folder));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  private static Path classPathFile(Path folder) {
    try {
      Files.createDirectories(folder);
      String path = System.getProperty("java.class.path").replace("\\", "\\\\");
      return Files.writeString(folder.resolve("class-path.args"), "-cp \"" + path + "\"\n");
    } catch (IOException e) {
      throw new ServerFailure("cannot write to " + folder, e);
    }
  }
}
