package dev.ramal.bench.room;

import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.servers.processes.OtherBuild;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A built version of the product.
 *
 * @param name as figures name it
 */
public record Checkout(String name, Path folder) {
  private static final String OTHER = "against";

  /** This one, and the one it is measured against. */
  public static List<Checkout> of(BenchOptions options, RunLog log) {
    List<Checkout> all = new ArrayList<>();
    all.add(new Checkout("this", Workspace.root()));
    options
        .against()
        .map(other -> OtherBuild.of(other, line -> log.say("%s", line)))
        .ifPresent(folder -> all.add(new Checkout(OTHER, folder)));
    return all;
  }

  /** The same, measured once more under another name. */
  public Checkout as(String otherName) {
    return new Checkout(otherName, folder);
  }

  boolean isOther() {
    return OTHER.equals(name);
  }

  /**
   * What Maven packaged.
   *
   * @throws ServerFailure when it has not
   */
  Path jar(String service) {
    Path jar = folder.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new ServerFailure(jar + " is not built; ./ramal build makes it there.");
    }
    return jar;
  }
}
