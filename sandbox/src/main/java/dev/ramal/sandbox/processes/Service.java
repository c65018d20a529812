package dev.ramal.sandbox.processes;

import dev.ramal.servers.processes.Workspace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The five services, in the order in which they are shown. */
public enum Service {
  WEBHOOK_GATEWAY("webhook-gateway", null, List.of("-Xmx256m")),
  CALL_SERVICE("call-service", "calls", List.of("-Xmx192m", "-XX:TieredStopAtLevel=1")),
  MESSAGING_SERVICE(
      "messaging-service", "messaging", List.of("-Xmx160m", "-XX:TieredStopAtLevel=1")),
  CRM_SYNC_SERVICE("crm-sync-service", "crm", List.of("-Xmx160m", "-XX:TieredStopAtLevel=1")),
  BILLING_SERVICE("billing-service", "billing", List.of("-Xmx160m", "-XX:TieredStopAtLevel=1"));

  private final String id;
  private final String database;
  private final List<String> jvmOptions;

  Service(String id, String database, List<String> jvmOptions) {
    this.id = id;
    this.database = database;
    this.jvmOptions = jvmOptions;
  }

  /** Folder, client id and {@code ramal.service}. */
  public String id() {
    return id;
  }

  /** Empty for a service that keeps nothing. */
  public Optional<String> database() {
    return Optional.ofNullable(database);
  }

  public List<String> jvmOptions() {
    return jvmOptions;
  }

  /** What Maven packaged. */
  public Path jar() {
    return jar(Workspace.root());
  }

  /**
   * What Maven packaged of another version.
   *
   * @param build root of its checkout
   */
  public Path jar(Path build) {
    return build.resolve(id).resolve("target/quarkus-app/quarkus-run.jar");
  }

  public static Optional<Service> find(String id) {
    return Arrays.stream(values()).filter(service -> service.id.equals(id)).findFirst();
  }
}
