package dev.ramal.sandbox.entry;

import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.processes.Service;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which processes answer for each service: one, or several that take turns. */
public final class Backends {
  private final Map<Service, List<Integer>> ports = new ConcurrentHashMap<>();
  private final Map<Service, AtomicInteger> turns = new EnumMap<>(Service.class);

  Backends(SandboxPorts usual) {
    for (Service service : Service.values()) {
      ports.put(service, List.of(usual.of(service)));
      turns.put(service, new AtomicInteger());
    }
  }

  /** From now on this process gets its turns. */
  public void add(Service service, int port) {
    ports.compute(
        service,
        (one, there) -> {
          List<Integer> more = new ArrayList<>(there);
          more.add(port);
          return List.copyOf(more);
        });
  }

  /**
   * From now on this process gets nothing more; what it is doing goes on.
   *
   * @throws IllegalStateException when nobody would be left
   */
  public void remove(Service service, int port) {
    ports.compute(
        service,
        (one, there) -> {
          List<Integer> left = there.stream().filter(other -> other != port).toList();
          if (left.isEmpty()) {
            throw new IllegalStateException("nobody would answer for " + service.id());
          }
          return left;
        });
  }

  int next(Service service) {
    List<Integer> there = ports.get(service);
    return there.get(Math.floorMod(turns.get(service).getAndIncrement(), there.size()));
  }
}
