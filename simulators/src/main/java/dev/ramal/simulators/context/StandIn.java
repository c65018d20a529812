package dev.ramal.simulators.context;

import dev.ramal.simulators.http.ErrorShape;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.simulators.http.SentCallback;
import dev.ramal.simulators.http.SimulatorServer;
import java.util.List;

/** What every stand-in has: a server of its own, and logs of both directions. */
public abstract class StandIn {
  protected final SimulatorContext context;
  private final String name;
  private final SimulatorServer server;

  /**
   * @param name in logs and fault switches
   * @param errors how its API words errors that it was told to make up
   */
  protected StandIn(String name, SimulatorContext context, ErrorShape errors) {
    this.context = context;
    this.name = name;
    this.server =
        new SimulatorServer(name, context.loop(), context.requests(), context.faults(), errors);
  }

  public final SimulatorServer server() {
    return server;
  }

  /** Value for the API base URL of a client, without a path: {@code http://localhost:4010}. */
  public String baseUrl() {
    return server.url();
  }

  /** What the API was asked, oldest first. */
  public final List<ReceivedRequest> requests() {
    return context.requests().of(name);
  }

  /** What the application was told, oldest first. */
  public final List<SentCallback> callbacks() {
    return context.callbacks().find(name, null);
  }

  /** Forgets what happened; accounts and tokens stay. */
  public abstract void reset();
}
