package dev.ramal.calls.signals;

/** Hears what committed transactions notify on one channel of Postgres. */
public interface SignalListener {
  String channel();

  /** Called on an event loop; must not block. */
  void heard(String payload);

  /** Signals may have been missed; called once the connection is back, and at start. */
  void afterGap();
}
