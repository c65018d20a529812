package dev.ramal.testkit.servers.container;

import org.testcontainers.DockerClientFactory;

/** Whether Testcontainers can be used here. */
public final class ContainerEngine {
  private ContainerEngine() {}

  /** {@code -Dramal.containers=false} prefers embedded servers even where an engine answers. */
  public static boolean answers() {
    if (!Boolean.parseBoolean(System.getProperty("ramal.containers", "true"))) {
      return false;
    }
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException e) {
      return false;
    }
  }
}
