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
  public int run(List<String> arguments) {
    SandboxStatus status =
        SandboxStatus.read(SandboxFolder.ofThisCheckout())
            .map(StatusCommand::refreshed)
            .orElseGet(StatusCommand::stopped);
    boolean running = status.state().equals("running");
    if (arguments.contains("--json")) {
      System.out.println(json(status));
    } else if (running) {
      Summary.print(status, System.out);
    } else {
      System.out.println("The sandbox is " + status.state() + ".");
      Optional.ofNullable(status.problem()).ifPresent(System.out::println);
    }
    return running ? 0 : 3;
  }

  private static SandboxStatus stopped() {
    return SandboxStatus.ended("stopped", null, null);
  }

  /** Addresses and secrets only of one that is there. */
  static SandboxStatus refreshed(SandboxStatus status) {
    if (!status.isAlive()) {
      return status.state().equals("failed")
          ? SandboxStatus.ended("failed", status.problem(), null)
          : stopped();
    }
    Map<String, ServiceStatus> services = new LinkedHashMap<>();
    status
        .services()
        .forEach(
            (name, service) ->
                services.put(
                    name,
                    new ServiceStatus(
                        service.url(), service.pid(), ServiceProcess.isReady(service.url()))));
    return status.with(status.state(), services);
  }

  /** All of a sandbox that is there; of any other what became of it. */
  static String json(SandboxStatus status) {
    Map<String, String> end = new LinkedHashMap<>();
    end.put("state", status.state());
    if (status.problem() != null) {
      end.put("problem", status.problem());
    }
    try {
      return StateJson.mapper().writeValueAsString(status.isAlive() ? status : end);
    } catch (JsonProcessingException e) {
      throw new SandboxFailure("The status cannot be written as JSON: " + e.getMessage(), e);
    }
  }
}
