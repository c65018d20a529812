package dev.ramal.servers.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The classes of a program as they lie in memory once they are loaded and checked (application
 * class data sharing): with it a start skips that part. {@code ./ramal build} rehearses a start,
 * and every JVM of it writes its archive when it ends. A start without it, or with one of another
 * build or another Java, which the JVM refuses, only takes longer.
 */
public final class ClassArchive {
  /** What each JVM tells those that it starts: {@code make} archives, or {@code ignore} them. */
  private static final String PROPERTY = "ramal.class-archives";

  private static final String MAKE = "make";
  private static final String IGNORE = "ignore";

  private static final String MAKING = "-XX:ArchiveClassesAtExit=";

  /** Until it is written to its end: no JVM is given half an archive. */
  private static final String UNFINISHED = ".unfinished";

  /** Of a JVM that came to its end, by itself or asked by SIGTERM. */
  private static final Set<Integer> ENDED = Set.of(0, 143);

  private ClassArchive() {}

  /** From now on JVMs that are started here write their archives when they end. */
  public static void makeThem() {
    System.setProperty(PROPERTY, MAKE);
  }

  /** Runs something whose JVMs are to start as if there were no archives. */
  public static void without(Runnable starts) {
    System.setProperty(PROPERTY, IGNORE);
    try {
      starts.run();
    } finally {
      System.clearProperty(PROPERTY);
    }
  }

  static boolean areMade() {
    return MAKE.equals(System.getProperty(PROPERTY));
  }

  /**
   * Options for a service.
   *
   * @param jar that is started, named in the same way each time: Java 17 takes no class from an
   *     archive for a jar of another name
   */
  public static List<String> ofService(Path jar) {
    return options(jar.resolveSibling("app-cds.jsa"));
  }

  /** Options for a main class of our own class path, where that is one jar. */
  static List<String> ofProgram(String main) {
    String jar = System.getProperty("java.class.path");
    return jar.endsWith(".jar") && !jar.contains(File.pathSeparator)
        ? options(Path.of(jar).toAbsolutePath().resolveSibling(simple(main) + ".jsa"))
        : passedOn();
  }

  /** Options for a program whose archive lies there. */
  public static List<String> options(Path archive) {
    List<String> options = new ArrayList<>(passedOn());
    if (areMade()) {
      options.addAll(making(archive));
    } else if (options.isEmpty() && Files.isRegularFile(archive)) {
      options.add("-XX:SharedArchiveFile=" + archive);
    }
    return options;
  }

  /** Options for one program that leaves its archive there when it ends, whatever others do. */
  public static List<String> making(Path archive) {
    return List.of(MAKING + archive + UNFINISHED, "-Xlog:cds*=off");
  }

  /** Puts the archive of a process that has ended where {@link #options} finds it. */
  static synchronized void keepOf(List<String> command, int exitCode) {
    for (String option : command) {
      if (option.startsWith(MAKING) && ENDED.contains(exitCode)) {
        Path written = Path.of(option.substring(MAKING.length()));
        keep(written, Path.of(written.toString().replace(UNFINISHED, "")));
      }
    }
  }

  private static void keep(Path written, Path archive) {
    if (Files.isRegularFile(written)) {
      try {
        Files.move(written, archive, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new ServerFailure("no archive of classes can be left at " + archive, e);
      }
    }
  }

  private static List<String> passedOn() {
    String told = System.getProperty(PROPERTY);
    return told == null ? List.of() : List.of("-D" + PROPERTY + "=" + told);
  }

  private static String simple(String main) {
    return main.substring(main.lastIndexOf('.') + 1);
  }
}
