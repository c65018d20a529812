package dev.ramal.simulators.fault;

import java.util.ArrayList;
import java.util.List;

/** The fault switches: what will go wrong, and how many times still. */
public final class Faults {
  private final List<Armed<RequestFault>> requests = new ArrayList<>();
  private final List<Armed<CallbackFault>> callbacks = new ArrayList<>();

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
  public synchronized RequestFault forRequest(String simulator, String method, String path) {
    for (Armed<RequestFault> armed : requests) {
      if (armed.left > 0 && armed.fault.meets(simulator, method, path)) {
        armed.left--;
        return armed.fault;
      }
    }
    return null;
  }

  /** The fault that meets the callback, used up by one; null when there is none. */
  public synchronized CallbackFault forCallback(
      String simulator, String url, String event, String key) {
    for (Armed<CallbackFault> armed : callbacks) {
      if (armed.left > 0 && armed.fault.meets(simulator, url, event, key)) {
        armed.left--;
        return armed.fault;
      }
    }
    return null;
  }

  /** Switches every fault off. */
  public synchronized void clear() {
    requests.clear();
    callbacks.clear();
  }

  /** What is still armed, for a person to read. */
  public synchronized List<String> armed() {
    List<String> lines = new ArrayList<>();
    requests.stream().filter(a -> a.left > 0).forEach(a -> lines.add(a.left + " x " + a.fault));
    callbacks.stream().filter(a -> a.left > 0).forEach(a -> lines.add(a.left + " x " + a.fault));
    return lines;
  }
}
