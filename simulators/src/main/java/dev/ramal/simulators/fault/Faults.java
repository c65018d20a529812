package dev.ramal.simulators.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The fault switches: what will go wrong, and how many times still. */
public final class Faults {
  private final List<Armed<RequestFault>> requests = new ArrayList<>();
  private final List<Armed<CallbackFault>> callbacks = new ArrayList<>();
  private final Map<String, Integer> met = new TreeMap<>();

  private static final class Armed<F> {
    final F fault;
    int left;

    Armed(F fault, int left) {
      this.fault = fault;
      this.left = left;
    }
  }

  /**
   * Makes the next requests fail.
   *
   * @param times how many of those it meets; {@link Integer#MAX_VALUE} until cleared
   */
  public synchronized void arm(RequestFault fault, int times) {
    requests.add(new Armed<>(fault, times));
  }

  /**
   * Makes the next callbacks fail.
   *
   * @param times how many of those it meets; {@link Integer#MAX_VALUE} until cleared
   */
  public synchronized void arm(CallbackFault fault, int times) {
    callbacks.add(new Armed<>(fault, times));
  }

  /** The fault that meets the request, used up by one; null when there is none. */
  public synchronized RequestFault forRequest(
      String simulator, String method, String path, String body) {
    return use(requests, fault -> fault.meets(simulator, method, path, body));
  }

  /** The fault that meets the callback, used up by one; null when there is none. */
  public synchronized CallbackFault forCallback(
      String simulator, String url, String event, String key) {
    return use(callbacks, fault -> fault.meets(simulator, url, event, key));
  }

  private <F> F use(List<Armed<F>> faults, Predicate<F> meets) {
    for (Armed<F> armed : faults) {
      if (meets.test(armed.fault)) {
        armed.left--;
        faults.removeIf(used -> used.left <= 0);
        met.merge(kind(armed.fault), 1, Integer::sum);
        return armed.fault;
      }
    }
    return null;
  }

  private static String kind(Object fault) {
    return fault instanceof RequestFault request
        ? request.kind() + (request.status() == 0 ? "" : " " + request.status())
        : ((CallbackFault) fault).kind().name();
  }

  /** Switches every fault off. */
  public synchronized void clear() {
    requests.clear();
    callbacks.clear();
    met.clear();
  }

  /**
   * How many requests and callbacks met a fault, by its kind: {@code TIMEOUT}, {@code STATUS 503}.
   */
  public synchronized Map<String, Integer> met() {
    return new TreeMap<>(met);
  }

  /** What is still armed, for a person to read. */
  public synchronized List<String> armed() {
    List<String> lines = new ArrayList<>();
    requests.forEach(a -> lines.add(a.left + " x " + a.fault));
    callbacks.forEach(a -> lines.add(a.left + " x " + a.fault));
    return lines;
  }
}
