package dev.ramal.servers.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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
   * @param main name of the main class
   * @param folder where the argument file is written
   */
  public static List<String> of(
      String main, Path folder, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(options);
    command.addAll(ClassArchive.ofProgram(main));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("@" + classPathFile(folder));
    command.add(main);
    command.addAll(arguments);
    return command;
  }

  private static Path classPathFile(Path folder) {
    try {
      Files.createDirectories(folder);
      String path =
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(element -> Path.of(element).toAbsolutePath().toString())
              .collect(Collectors.joining(File.pathSeparator));
      return Files.writeString(folder.resolve("class-path.args"), "-cp \"" + path + "\"\n");
    } catch (IOException e) {
      throw new ServerFailure("cannot write to " + folder, e);
    }
  }
}
