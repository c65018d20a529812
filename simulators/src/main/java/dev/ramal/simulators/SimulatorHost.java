package dev.ramal.simulators;

import dev.ramal.simulators.control.ControlRoutes;
import dev.ramal.simulators.control.Replay;
import dev.ramal.simulators.fault.Faults;
import dev.ramal.simulators.http.CallbackLog;
import dev.ramal.simulators.http.CallbackSender;
import dev.ramal.simulators.http.RequestLog;
import dev.ramal.simulators.http.SimulatorServer;
import dev.ramal.simulators.rdstation.RdStationSimulator;
import dev.ramal.simulators.script.Scripts;
import dev.ramal.simulators.slack.SlackSimulator;
import dev.ramal.simulators.stage.Stage;
import dev.ramal.simulators.telnyx.TelnyxSimulator;
import dev.ramal.simulators.time.Loop;
import dev.ramal.simulators.time.Schedule;
import dev.ramal.simulators.time.SimulatedClock;
import dev.ramal.simulators.twilio.TwilioSimulator;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The running stand-ins and their switches. Safe to use from any thread. */
public final class SimulatorHost implements AutoCloseable {
  private final Loop loop = Loop.start();
  private final Stage stage;
  private final TwilioSimulator twilio;
  private final TelnyxSimulator telnyx;
  private final RdStationSimulator rdStation;
  private final SlackSimulator slack;
  private final Replay replay;

  SimulatorHost(SimulatorOptions options) {
    Schedule schedule = new Schedule(loop, new SimulatedClock(), options.pace());
    Faults faults = new Faults();
    CallbackLog callbacks = new CallbackLog();
    CallbackSender sender =
        new CallbackSender(loop.vertx(), schedule, faults, callbacks, options.detours());
    stage = new Stage(loop, schedule, new Scripts(), faults, new RequestLog(), callbacks, sender);
    twilio = new TwilioSimulator(stage);
    telnyx = new TelnyxSimulator(stage);
    rdStation = new RdStationSimulator(stage);
    slack = new SlackSimulator(stage);
    replay = new Replay(stage);
    ControlRoutes control = new ControlRoutes(this, stage);
    try {
      listen(control, twilio.server(), options.host(), options.twilioPort());
      listen(control, telnyx.server(), options.host(), options.telnyxPort());
      listen(control, rdStation.server(), options.host(), options.rdStationPort());
      listen(control, slack.server(), options.host(), options.slackPort());
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
    return twilio;
  }

  public TelnyxSimulator telnyx() {
    return telnyx;
  }

  public RdStationSimulator rdStation() {
    return rdStation;
  }

  public SlackSimulator slack() {
    return slack;
  }

  /** What numbers do when they are called or written to. */
  public Scripts scripts() {
    return stage.scripts();
  }

  /** The fault switches. */
  public Faults faults() {
    return stage.faults();
  }

  /** What the APIs were asked. */
  public RequestLog requests() {
    return stage.requests();
  }

  /** What the application was told. */
  public CallbackLog callbacks() {
    return stage.callbacks();
  }

  /** Simulated time. */
  public SimulatedClock clock() {
    return stage.schedule().clock();
  }

  public Schedule schedule() {
    return stage.schedule();
  }

  /** Moves manual time forward. */
  public void advance(Duration duration) {
    stage.schedule().advance(duration);
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

  /** Where everything listens, by name: twilio, telnyx, rdstation, slack, slackWebhook, control. */
  public Map<String, String> urls() {
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("twilio", twilio.baseUrl());
    urls.put("telnyx", telnyx.baseUrl());
    urls.put("rdstation", rdStation.baseUrl());
    urls.put("slack", slack.server().url());
    urls.put("slackWebhook", slack.webhookUrl());
    urls.put("control", twilio.server().url() + "/_sim");
    return urls;
  }

  /** Forgets calls, messages, records, scripts, faults and logs; accounts and tokens stay. */
  public void reset() {
    loop.run(stage.schedule()::clear);
    List.<Runnable>of(twilio::reset, telnyx::reset, rdStation::reset, slack::reset)
        .forEach(Runnable::run);
    stage.scripts().clear();
    stage.faults().clear();
    stage.requests().clear();
    stage.callbacks().clear();
  }

  /** Stops everything. */
  public void stop() {
    loop.run(stage.schedule()::stop);
    loop.stop();
  }

  @Override
  public void close() {
    stop();
  }
}
