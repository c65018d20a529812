package dev.ramal.simulators.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the stand-ins were asked, oldest first; keeps the last 20,000. */
public final class RequestLog {
  private static final int KEPT = 20_000;

  private final Map<Long, ReceivedRequest> requests =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, ReceivedRequest> eldest) {
              return size() > KEPT;
            }
          });
  private long last;

  synchronized long nextId() {
    return ++last;
  }

  void add(ReceivedRequest request) {
    requests.put(request.id(), request);
  }

  void change(long id, UnaryOperator<ReceivedRequest> change) {
    requests.computeIfPresent(id, (unused, request) -> change.apply(request));
  }

  /** All requests, oldest first. */
  public List<ReceivedRequest> all() {
    synchronized (requests) {
      return new ArrayList<>(requests.values());
    }
  }

  /**
   * @param simulator twilio, telnyx, rdstation, hubspot or slack; null for all
   */
  public List<ReceivedRequest> of(String simulator) {
    return all().stream()
        .filter(request -> simulator == null || request.simulator().equals(simulator))
        .toList();
  }

  public void clear() {
    requests.clear();
  }
}
