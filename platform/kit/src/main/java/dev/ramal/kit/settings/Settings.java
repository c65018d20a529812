package dev.ramal.kit.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** What this process was started with, for people: our own settings, secrets left out. */
final class Settings {
  private static final String OURS = "ramal.";

  /** Whatever the name of a setting has of this is not shown. */
  private static final Pattern SECRET =
      Pattern.compile("secret|password|passphrase|token|credential|key", Pattern.CASE_INSENSITIVE);

  /** User and password within an address. */
  private static final Pattern LOGIN = Pattern.compile("//[^/@\\s]*@");

  private static final String HIDDEN = "***";

  private Settings() {}

  /** One line per setting, sorted by name; defaults included. */
  static String of(Config config) {
    return Stream.of(config.getPropertyNames())
        .flatMap(names -> java.util.stream.StreamSupport.stream(names.spliterator(), false))
        .filter(name -> name.startsWith(OURS))
        .distinct()
        .sorted(Comparator.naturalOrder())
        .map(name -> name + "=" + shown(name, config.getOptionalValue(name, String.class)))
        .collect(Collectors.joining("\n"));
  }

  private static String shown(String name, Optional<String> value) {
    String text = value.orElse("");
    return text.isEmpty() || !SECRET.matcher(name).find()
        ? LOGIN.matcher(text).replaceAll("//" + HIDDEN + "@")
        : HIDDEN;
  }
}
