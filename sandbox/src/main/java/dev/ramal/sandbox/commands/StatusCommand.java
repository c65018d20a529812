package dev.ramal.sandbox.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.state.SandboxStatus.ServiceStatus;
import dev.ramal.sandbox.state.StateJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what runs; with {@code --json} as exactly one object. */
public final class StatusCommand implements RamalCommand {
  @Override
  public String help() {
    return "status [--json]   what runs where, with users and accounts";
  }

  @Override
  public int run(List<String> arguments) {
    Optional<SandboxStatus> status =
        SandboxStatus.read(SandboxFolder.ofThisCheckout()).map(StatusCommand::refreshed);
    boolean running = status.filter(s -> s.state().equals("running")).isPresent();
    if (arguments.contains("--json")) {
      System.out.println(json(status.map(Object.class::cast).orElse(Map.of("state", "stopped"))));
    } else if (running) {
      Summary.print(status.get(), System.out);
    } else {
      System.out.println(
          "The sandbox is " + status.map(SandboxStatus::state).orElse("stopped") + ".");
      status.map(SandboxStatus::problem).ifPresent(System.out::println);
    }
    return running ? 0 : 3;
  }

  private static SandboxStatus refreshed(SandboxStatus status) {
    boolean alive = status.isAlive();
    Map<String, ServiceStatus> services = new LinkedHashMap<>();
    status
        .services()
        .forEach(
            (name, service) ->
                services.put(
                    name,
                    new ServiceStatus(
                        service.url(),
                        service.pid(),
                        alive && ServiceProcess.isReady(service.url()))));
    return status.with(
        alive || status.state().equals("failed") ? status.state() : "stopped", services);
  }

  private static String json(Object status) {
    try {
      return StateJson.mapper().writeValueAsString(status);
    } catch (JsonProcessingException e) {
      throw new SandboxFailure("The status cannot be written as JSON: " + e.getMessage(), e);
    }
  }
}
