package dev.ramal.sandbox.images;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image is called, as compose and Kubernetes ask for it.
 *
 * @param tag a version, as a rule
 */
public record ImageName(Service service, String tag) {
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>ramal</artifactId>\\s*<version>([^<]+)</version>");

  public ImageName {
    if (!TAG.matcher(tag).matches()) {
      throw new SandboxFailure(
          "\"" + tag + "\" is no tag of an image: letters, digits, dots, dashes, at most 128.");
    }
  }

  /** The version of a checkout, without the word that says that it is not released yet. */
  public static String version(Path root) {
    try {
      Matcher version = VERSION.matcher(Files.readString(root.resolve("pom.xml")));
      if (!version.find()) {
        throw new SandboxFailure(root.resolve("pom.xml") + " has no version.");
      }
      return version.group(1).replace("-SNAPSHOT", "");
    } catch (IOException e) {
      throw new SandboxFailure("Cannot read " + root.resolve("pom.xml") + ".", e);
    }
  }

  /** Of the archive that holds it. */
  public String file() {
    return service.id() + "-" + tag + ".tar";
  }

  /** As in {@code ramal/call-service:0.1.0}. */
  @Override
  public String toString() {
    return "ramal/" + service.id() + ":" + tag;
  }
}
