package dev.ramal.testkit.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keycloak from its distribution, as a child process with a home of its own: program files are
 * links to the shared distribution, data stays in the folder.
 */
public final class EmbeddedKeycloak implements KeycloakServer {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final List<String> SHARED = List.of("bin", "lib", "providers", "themes", "conf");
  private static final List<String> OPENS = List.of("util", "util.concurrent", "security", "lang");

  private final Path folder;
  private final Path realm;
  private final Map<String, String> secrets;
  private final int port = FreePort.next();
  private ChildProcess process;

  /**
   * @param realm realm file; every <code>${NAME}</code> in it is replaced by Keycloak itself
   * @param secrets value of each NAME; the same at every start with the same folder
   */
  public EmbeddedKeycloak(Path folder, Path realm, Map<String, String> secrets) {
    this.folder = folder;
    this.realm = realm;
    this.secrets = secrets;
  }

  @Override
  public void start() {
    KeycloakDistribution distribution = KeycloakDistribution.ready();
    layOutHome(distribution.home());
    process = ChildProcess.start(name(), command(distribution.home()), secrets, log());
    process.awaitReady(LIMIT, this::answers);
  }

  @Override
  public void stop() {
    if (process != null) {
      process.stop(Duration.ofSeconds(10));
    }
  }

  @Override
  public String url() {
    return "http://localhost:" + port;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public Path log() {
    return folder.resolve("keycloak.log");
  }

  private List<String> command(Path distribution) {
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(List.of("-Xms64m", "-Xmx320m", "-XX:MaxMetaspaceSize=224m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    OPENS.forEach(name -> command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-Dpicocli.disable.closures=true");
    command.add("-Dkc.home.dir=" + folder);
    command.add("-Djboss.server.config.dir=" + folder.resolve("conf"));
    command.addAll(List.of("-cp", distribution.resolve("lib/quarkus-run.jar").toString()));
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    command.addAll(List.of("start", "--optimized", "--import-realm", "--cache=local"));
    command.addAll(List.of("--http-enabled=true", "--hostname-strict=false"));
    command.addAll(List.of("--http-host=localhost", "--http-port=" + port));
    command.add("--http-management-port=" + FreePort.next());
    return command;
  }

  private boolean answers() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/realms/" + REALM))
            .timeout(Duration.ofSeconds(5))
            .build();
    return HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  private void layOutHome(Path distribution) {
    try {
      Path imports = Files.createDirectories(folder.resolve("data/import"));
      Files.copy(realm, imports.resolve("ramal-realm.json"), StandardCopyOption.REPLACE_EXISTING);
      for (String name : SHARED) {
        Path link = folder.resolve(name);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, distribution.resolve(name));
      }
    } catch (IOException e) {
      throw new ServerFailure("cannot lay out Keycloak's home in " + folder, e);
    }
  }
}
