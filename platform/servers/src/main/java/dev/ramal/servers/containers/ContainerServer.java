package dev.ramal.servers.containers;

import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.Server;
import dev.ramal.servers.processes.ServerFailure;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** What the servers in containers share: one port, published on a free port of this host. */
abstract class ContainerServer implements Server {
  private final GenericContainer<?> container;
  private final int port = FreePort.next();

  ContainerServer(String image, int containerPort) {
    container = new GenericContainer<>(image);
    container.setPortBindings(List.of(port + ":" + containerPort));
  }

  /** Environment, files, command and wait strategy of this server. */
  abstract void configure(GenericContainer<?> container, int port);

  @Override
  public void start() {
    configure(container, port);
    try {
      container.start();
    } catch (RuntimeException e) {
      throw new ServerFailure(
          name() + " did not start from the image " + container.getDockerImageName(), e);
    }
  }

  @Override
  public void stop() {
    container.stop();
  }

  @Override
  public long pid() {
    return 0;
  }

  @Override
  public Path log() {
    return null;
  }

  int port() {
    return port;
  }
}
