package dev.ramal.servers.processes;

import java.nio.file.Path;

/**
 * A server that a test run or the sandbox needs: started once, ready when {@code start} returns.
 */
public interface Server extends AutoCloseable {
  /** As shown to people: {@code Kafka}, {@code Postgres}, {@code Keycloak}. */
  String name();

  /**
   * Starts and waits until the server answers.
   *
   * @throws ServerFailure when it ends or stays silent; the message names the log and its last
   *     lines
   */
  void start();

  /** Ends what {@link #start} began, and nothing else; harmless when it never began. */
  void stop();

  /** Id of the process to be seen in a status; 0 when a container engine runs it. */
  long pid();

  /** Where the server writes; null when a container engine keeps it. */
  Path log();

  @Override
  default void close() {
    stop();
  }
}
