package dev.ramal.simulators;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.control.ControlRoutes;
import dev.ramal.simulators.control.Replay;
import dev.ramal.simulators.control.RunningSimulators;
import dev.ramal.simulators.fault.Faults;
import dev.ramal.simulators.http.CallbackLog;
import dev.ramal.simulators.http.CallbackSender;
import dev.ramal.simulators.http.RequestLog;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.hubspot.HubSpotSimulator;
import dev.ramal.simulators.rdstation.RdStationSimulator;
import dev.ramal.simulators.script.Scripts;
import dev.ramal.simulators.slack.SlackSimulator;
import dev.ramal.simulators.telnyx.TelnyxSimulator;
import dev.ramal.simulators.time.Loop;
import dev.ramal.simulators.time.Schedule;
import dev.ramal.simulators.time.SimulatedClock;
import dev.ramal.simulators.twilio.TwilioSimulator;
import java.time.Duration;
import java.util.Map;

/** The running stand-ins and their switches. Safe to use from any thread. */
public final class SimulatorHost implements AutoCloseable {
  private final Loop loop = Loop.start();
  private final SimulatorContext context;
  private final RunningSimulators running;
  private final Replay replay;

  SimulatorHost(SimulatorOptions options) {
    Schedule schedule = new Schedule(loop, new SimulatedClock(), options.pace());
    Faults faults = new Faults();
    CallbackLog callbacks = new CallbackLog();
    CallbackSender sender =
        new CallbackSender(loop.vertx(), schedule, faults, callbacks, options.detours());
    context =
        new SimulatorContext(
            loop, schedule, new Scripts(), faults, new RequestLog(), callbacks, sender);
    running = RunningSimulators.on(context);
    replay = new Replay(context);
    ControlRoutes control = new ControlRoutes(running);
    try {
      listen(control, running.twilio().server(), options.host(), options.twilioPort());
      listen(control, running.telnyx().server(), options.host(), options.telnyxPort());
      listen(control, running.rdStation().server(), options.host(), options.rdStationPort());
      listen(control, running.slack().server(), options.host(), options.slackPort());
      listen(control, running.hubSpot().server(), options.host(), options.hubSpotPort());
    } catch (RuntimeException portTaken) {
      loop.stop();
      throw portTaken;
    }
  }

  private static void listen(ControlRoutes control, SimulatorServer server, String host, int port) {
    control.mount(server);
    server.listen(host, port);
  }

  public TwilioSimulator twilio() {
    return running.twilio();
  }

  public TelnyxSimulator telnyx() {
    return running.telnyx();
  }

  public RdStationSimulator rdStation() {
    return running.rdStation();
  }

  public HubSpotSimulator hubSpot() {
    return running.hubSpot();
  }

  public SlackSimulator slack() {
    return running.slack();
  }

  /** What numbers do when they are called or written to. */
  public Scripts scripts() {
    return context.scripts();
  }

  /** The fault switches. */
  public Faults faults() {
    return context.faults();
  }

  /** What the APIs were asked. */
  public RequestLog requests() {
    return context.requests();
  }

  /** What the application was told. */
  public CallbackLog callbacks() {
    return context.callbacks();
  }

  /** Simulated time. */
  public SimulatedClock clock() {
    return context.schedule().clock();
  }

  public Schedule schedule() {
    return context.schedule();
  }

  /** Moves manual time forward. */
  public void advance(Duration duration) {
    context.schedule().advance(duration);
  }

  /**
   * Sends earlier callbacks again, shuffled, and waits for the answers.
   *
   * @param text what the callbacks must mention (a call or message id, ours or the carrier's)
   * @param times how often each is sent
   * @return how many times each HTTP status was answered; 0 stands for no answer
   */
  public Map<Integer, Integer> replay(String text, int times) {
    return replay.all(null, text, times, true);
  }

  /**
   * Where everything listens, by name: twilio, telnyx, rdstation, hubspot, slack, slackWebhook,
   * control.
   */
  public Map<String, String> urls() {
    return running.urls();
  }

  /** Forgets calls, messages, records, scripts, faults and logs; accounts and tokens stay. */
  public void reset() {
    running.reset();
  }

  /** Stops everything. */
  public void stop() {
    loop.run(context.schedule()::stop);
    loop.stop();
  }

  @Override
  public void close() {
    stop();
  }
}
