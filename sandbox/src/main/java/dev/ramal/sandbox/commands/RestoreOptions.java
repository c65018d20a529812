package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code ./ramal chaos restore} is told.
 *
 * @param services which lose their databases, in this order
 * @param pause how long people go on before, between and after
 */
record RestoreOptions(List<Service> services, Duration pause) {
  private static final String SERVICE = "--service";
  private static final String SECONDS = "--seconds";
  private static final int USUAL = 20;

  /** The ledger first: what follows must find it intact. */
  private static final List<Service> ALL =
      List.of(
          Service.BILLING_SERVICE,
          Service.CRM_SYNC_SERVICE,
          Service.MESSAGING_SERVICE,
          Service.CALL_SERVICE);

  RestoreOptions {
    services = List.copyOf(services);
  }

  static RestoreOptions of(List<String> arguments) {
    List<String> numbers = new ArrayList<>(arguments);
    List<Service> services = ALL;
    int at = numbers.indexOf(SERVICE);
    if (at >= 0) {
      services = List.of(service(at + 1 < numbers.size() ? numbers.get(at + 1) : ""));
      numbers.subList(at, at + 2).clear();
    }
    Map<String, Integer> given =
        NumberOptions.read("chaos restore", numbers, List.of(SECONDS, SERVICE));
    return new RestoreOptions(services, Duration.ofSeconds(given.getOrDefault(SECONDS, USUAL)));
  }

  private static Service service(String id) {
    return Service.find(id)
        .filter(ALL::contains)
        .orElseThrow(
            () ->
                new SandboxFailure(
                    "%s takes one of %s, not \"%s\"."
                        .formatted(
                            SERVICE,
                            String.join(", ", ALL.stream().map(Service::id).toList()),
                            id)));
  }
}
