package dev.ramal.sandbox.deploy;

import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What services read of their environment, as their sources say it. */
public final class ReadSettings {
  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(\\s*prefix = \"([^\"]+)\"");
  private static final Pattern METHOD =
      Pattern.compile(
          "(?m)^ +(?:@WithName\\(\"([^\"]+)\"\\)\\s+)?(Map<)?\\w[\\w<>., ]* (\\w+)\\(\\);");

  private static final Pattern PROPERTY =
      Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("(?m)^([\\w.\"-]+)=");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.-]+)");

  private final Set<String> names = new TreeSet<>();
  private final List<Pattern> mapped = new ArrayList<>();

  private ReadSettings() {}

  public static ReadSettings ofServices() {
    ReadSettings settings = new ReadSettings();
    for (Path folder : modules()) {
      for (Path file : files(folder.resolve("src/main"))) {
        String text = text(file);
        if (file.toString().endsWith(".java")) {
          settings.mappings(text);
          settings.all(PROPERTY, text);
        } else {
          settings.all(KEY, text);
          settings.all(PLACEHOLDER, text);
        }
      }
    }
    return settings;
  }

  /** Whether somebody reads the variable. */
  public boolean hold(String variable) {
    return names.contains(variable)
        || mapped.stream().anyMatch(form -> form.matcher(variable).matches());
  }

  /** As MicroProfile Config names the variable of a property. */
  public static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private void all(Pattern pattern, String text) {
    pattern.matcher(text).results().forEach(hit -> names.add(variable(hit.group(1))));
  }

  /** A mapping has the names of its methods, and of those of the interfaces within it. */
  private void mappings(String text) {
    Matcher mapping = MAPPING.matcher(text);
    int from = 0;
    while (mapping.find(from)) {
      from = mapping.end();
      String body = text.substring(from).split("@ConfigMapping")[0];
      String methods =
          METHOD
              .matcher(body)
              .results()
              .map(
                  method ->
                      variable(method.group(1) == null ? kebab(method.group(3)) : method.group(1))
                          + (method.group(2) == null ? "" : "_\\w+"))
              .collect(Collectors.joining("|"));
      mapped.add(Pattern.compile("%s(_(%s))+".formatted(variable(mapping.group(1)), methods)));
    }
  }

  private static String kebab(String method) {
    return method.replaceAll("([a-z0-9])([A-Z])", "$1-$2");
  }

  private static List<Path> modules() {
    try (Stream<Path> platform = Files.list(Workspace.root().resolve("platform"));
        Stream<Path> root = Files.list(Workspace.root())) {
      return Stream.concat(
              platform,
              root.filter(folder -> folder.toString().matches(".*(-service|webhook-gateway)")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path sources) {
    if (!Files.isDirectory(sources)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(sources)) {
      return files.filter(file -> file.toString().matches(".*\\.(java|properties)")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
