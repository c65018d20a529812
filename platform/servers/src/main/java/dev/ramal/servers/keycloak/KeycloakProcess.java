package dev.ramal.servers.keycloak;

import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ClassArchive;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keycloak with a home of its own: program files are links to the shared distribution, data stays
 * in the folder.
 */
record KeycloakProcess(Path distribution, Path folder, KeycloakAddress address) {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final List<String> SHARED = List.of("bin", "lib", "providers", "themes", "conf");
  private static final List<String> OPENS = List.of("util", "util.concurrent", "security", "lang");

  /** Returns at once, so that whoever keeps the process can end it while it is starting. */
  ChildProcess start(String name, Map<String, String> environment) {
    layOutHome();
    return ChildProcess.start(name, command(), folder, environment, folder.resolve("keycloak.log"));
  }

  /**
   * @param realm the realm that answers when Keycloak is ready
   */
  void awaitReady(ChildProcess process, String realm) {
    process.awaitReady(LIMIT, () -> answers(realm));
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(List.of("-Xms64m", "-Xmx320m", "-XX:MaxMetaspaceSize=224m"));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(ClassArchive.options(distribution.resolve("keycloak.jsa")));
    OPENS.forEach(name -> command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-Dpicocli.disable.closures=true");
    command.add("-Dkc.home.dir=" + folder);
    command.add("-Djboss.server.config.dir=" + folder.resolve("conf"));
    command.addAll(List.of("-cp", distribution.resolve("lib/quarkus-run.jar").toString()));
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    command.addAll(List.of("start", "--optimized", "--import-realm", "--cache=local"));
    // Whoever comes too early is refused and tries again; an answer would count as one.
    command.add("--server-async-bootstrap=false");
    command.add("--http-enabled=true");
    command.addAll(address.options());
    return command;
  }

  private boolean answers(String realm) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + address.port() + "/realms/" + realm))
            .timeout(Duration.ofSeconds(5))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  private void layOutHome() {
    try {
      Files.createDirectories(folder.resolve("data/import"));
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
