package dev.ramal.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the code of all modules holds, for pages that name it. */
final class Sources {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Sources() {}

  /** Packages and classes below {@code dev.ramal}, as in {@code calls.call.Call}. */
  static Set<String> roomsAndClasses(Path root) throws IOException {
    Set<String> names = new TreeSet<>();
    for (MatchResult module :
        MODULE.matcher(Files.readString(root.resolve("pom.xml"))).results().toList()) {
      Path sources = root.resolve(module.group(1)).resolve("src/main/java/dev/ramal");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          files.map(file -> name(sources.relativize(file))).forEach(names::add);
        }
      }
    }
    return names;
  }

  private static String name(Path file) {
    return file.toString().replaceFirst("\\.java$", "").replace('\\', '/').replace('/', '.');
  }
}
