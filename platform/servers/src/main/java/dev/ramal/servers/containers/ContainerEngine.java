package dev.ramal.servers.containers;

import org.testcontainers.DockerClientFactory;

/** Whether Testcontainers is on the class path and finds an engine: both are optional. */
public final class ContainerEngine {
  private ContainerEngine() {}

  /** {@code -Dramal.containers=false} prefers embedded servers even where an engine answers. */
  public static boolean answers() {
    if (!Boolean.parseBoolean(System.getProperty("ramal.containers", "true"))) {
      return false;
    }
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException | NoClassDefFoundError e) {
      return false;
    }
  }
}
