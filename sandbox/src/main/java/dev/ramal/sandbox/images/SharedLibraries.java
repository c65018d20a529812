package dev.ramal.sandbox.images;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What programs and libraries load of this machine, as its loader ({@code ldd}) finds it.
 *
 * @param found where the libraries lie
 * @param missing names of those that are not on this machine
 */
record SharedLibraries(Set<Path> found, Set<String> missing) {
  /** With the loader itself, which is named by its path alone. */
  private static final Pattern FOUND =
      Pattern.compile("(?m)^\\s+(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)$");

  private static final Pattern MISSING = Pattern.compile("(?m)^\\s+(\\S+) => not found$");

  /** What GNU's C library loads by name when a host is looked up; in newer ones it is built in. */
  private static final List<String> OF_LOOKUPS =
      List.of("libnss_files.so.2", "libnss_dns.so.2", "libresolv.so.2");

  /** Of one program or library. */
  static SharedLibraries of(Path program) {
    return read(ExternalTool.run(List.of("ldd", program.toString())));
  }

  static SharedLibraries read(String said) {
    return new SharedLibraries(
        matches(FOUND, said).stream().map(Path::of).collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(matches(MISSING, said)));
  }

  /** With those that lie beside the C library and are loaded by name. */
  static Set<Path> withLookups(Collection<Path> libraries) {
    Set<Path> all = new TreeSet<>(libraries);
    for (Path library : libraries) {
      if (library.getFileName().toString().equals("libc.so.6")) {
        OF_LOOKUPS.stream()
            .map(library::resolveSibling)
            .filter(Files::isRegularFile)
            .forEach(all::add);
      }
    }
    return all;
  }

  private static List<String> matches(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
