package dev.ramal.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the code of all modules holds, for pages that name it. */
final class Sources {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Sources() {}

  /** Packages and classes below {@code dev.ramal}, as in {@code calls.call.Call}. */
  static Set<String> roomsAndClasses(Path root) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path sources : modules(root)) {
      try (Stream<Path> files = Files.walk(sources)) {
        files.map(file -> name(sources.relativize(file))).forEach(names::add);
      }
    }
    return names;
  }

  /** Every class of the modules, tests aside. */
  static List<String> texts(Path root) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path module : modules(root)) {
      try (Stream<Path> files = Files.walk(module)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  private static List<Path> modules(Path root) throws IOException {
    return MODULE
        .matcher(Files.readString(root.resolve("pom.xml")))
        .results()
        .map(module -> root.resolve(module.group(1)).resolve("src/main/java/dev/ramal"))
        .filter(Files::isDirectory)
        .toList();
  }

  private static String name(Path file) {
    return file.toString().replaceFirst("\\.java$", "").replace('\\', '/').replace('/', '.');
  }
}
