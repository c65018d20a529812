package dev.ramal.simulators;

/** Starts the stand-ins of the carriers, the CRM and the chat in this process. */
public final class Simulators {
  private Simulators() {}

  /** Starts with {@link SimulatorOptions#defaults()}. */
  public static SimulatorHost start() {
    return start(SimulatorOptions.defaults());
  }

  /**
   * Starts all stand-ins and returns once they listen.
   *
   * @throws RuntimeException when a port is taken
   */
  public static SimulatorHost start(SimulatorOptions options) {
    return new SimulatorHost(options);
  }
}
