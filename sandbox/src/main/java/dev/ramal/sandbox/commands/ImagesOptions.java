package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code ./ramal images} is told.
 *
 * @param services all five when none is named
 * @param to folder for the archives
 * @param tag the version of this checkout when none is given
 * @param base an image of a registry, or the file of one
 * @param docker for {@code docker load} instead of OCI
 * @param rehearse whether archives of classes are made
 */
record ImagesOptions(
    List<Service> services,
    Path to,
    String tag,
    Optional<String> base,
    boolean docker,
    boolean rehearse) {

  static ImagesOptions of(List<String> arguments, Path usualFolder, String usualTag) {
    List<Service> services = new ArrayList<>();
    Path to = usualFolder;
    String tag = usualTag;
    Optional<String> base = Optional.empty();
    boolean docker = false;
    boolean rehearse = true;
    for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
      String word = words.next();
      switch (word) {
        case "--to" -> to = Path.of(value(word, words)).toAbsolutePath();
        case "--tag" -> tag = value(word, words);
        case "--base" -> base = Optional.of(named(value(word, words)));
        case "--docker" -> docker = true;
        case "--without-archive" -> rehearse = false;
        default -> services.add(service(word));
      }
    }
    List<Service> wanted =
        services.isEmpty() ? List.of(Service.values()) : services.stream().distinct().toList();
    return new ImagesOptions(wanted, to, tag, base, docker, rehearse);
  }

  private static String value(String option, Iterator<String> words) {
    String value = words.hasNext() ? words.next() : "";
    if (value.isBlank() || value.startsWith("--")) {
      throw new SandboxFailure(option + " takes a value.");
    }
    return value;
  }

  private static Service service(String word) {
    return Service.find(word)
        .orElseThrow(
            () ->
                new SandboxFailure(
                    "images takes services (%s), --to, --tag, --base, --docker and %s, not %s."
                        .formatted(names(), "--without-archive", word)));
  }

  private static String names() {
    return String.join(", ", List.of(Service.values()).stream().map(Service::id).toList());
  }

  /** A file is named by its ending; everything else is looked for in a registry. */
  private static String named(String base) {
    return base.endsWith(".tar") ? "tar://" + Path.of(base).toAbsolutePath() : base;
  }
}
