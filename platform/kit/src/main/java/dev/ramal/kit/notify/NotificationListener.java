package dev.ramal.kit.notify;

/** Hears what committed transactions notify on one channel of Postgres. A bean. */
public interface NotificationListener {
  /** A constant: the name is a contract with statements and triggers. */
  String channel();

  /** Called on an event loop; must not block. */
  void heard(String payload);

  /** Notifications may have been missed; called once the connection is back, and at start. */
  void afterGap();

  /** Asked once, at start; false opens no connection for it. */
  default boolean isWanted() {
    return true;
  }
}
