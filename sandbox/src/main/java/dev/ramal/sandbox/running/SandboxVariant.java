package dev.ramal.sandbox.running;

import dev.ramal.servers.postgres.PostgresServer;
import dev.ramal.servers.processes.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a sandbox has that others have not.
 *
 * @param build root of the checkout whose services run
 * @param ofCallService settings of call-service beside the usual ones
 * @param hasReplicas whether services ask each other through the entry's turns, as there will be
 *     two processes of each
 * @param preparePostgres done to the server before there are databases; may start it anew
 */
public record SandboxVariant(
    Path build,
    Map<String, String> ofCallService,
    boolean hasReplicas,
    Consumer<PostgresServer> preparePostgres) {
  public SandboxVariant {
    ofCallService = Map.copyOf(ofCallService);
  }

  /** This checkout's services, each once. */
  public static SandboxVariant usual() {
    return new SandboxVariant(Workspace.root(), Map.of(), false, server -> {});
  }

  /** With other settings of call-service. */
  public SandboxVariant withCallService(Map<String, String> settings) {
    return new SandboxVariant(build, settings, hasReplicas, preparePostgres);
  }

  /** With services of another version, beside which those of this one will run. */
  public SandboxVariant withReplicasOf(Path other) {
    return new SandboxVariant(other, ofCallService, true, preparePostgres);
  }

  /** With a server of databases to which something was done. */
  public SandboxVariant preparing(Consumer<PostgresServer> change) {
    return new SandboxVariant(build, ofCallService, hasReplicas, change);
  }
}
