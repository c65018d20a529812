package dev.ramal.simulators.control;

import dev.ramal.simulators.context.SimulatorContext;
import dev.ramal.simulators.hubspot.HubSpotSimulator;
import dev.ramal.simulators.rdstation.RdStationSimulator;
import dev.ramal.simulators.slack.SlackSimulator;
import dev.ramal.simulators.telnyx.TelnyxSimulator;
import dev.ramal.simulators.twilio.TwilioSimulator;
import java.util.LinkedHashMap;
import java.util.Map;

/** All stand-ins of one host, as its switches see them. */
public record RunningSimulators(
    SimulatorContext context,
    TwilioSimulator twilio,
    TelnyxSimulator telnyx,
    RdStationSimulator rdStation,
    SlackSimulator slack,
    HubSpotSimulator hubSpot) {

  /** Builds them; none listens yet. */
  public static RunningSimulators on(SimulatorContext context) {
    return new RunningSimulators(
        context,
        new TwilioSimulator(context),
        new TelnyxSimulator(context),
        new RdStationSimulator(context),
        new SlackSimulator(context),
        new HubSpotSimulator(context));
  }

  /**
   * Where everything listens, by name: twilio, telnyx, rdstation, hubspot, slack, slackWebhook,
   * control.
   */
  public Map<String, String> urls() {
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("twilio", twilio.baseUrl());
    urls.put("telnyx", telnyx.baseUrl());
    urls.put("rdstation", rdStation.baseUrl());
    urls.put("hubspot", hubSpot.baseUrl());
    urls.put("slack", slack.server().url());
    urls.put("slackWebhook", slack.webhookUrl());
    urls.put("control", twilio.server().url() + "/_sim");
    return urls;
  }

  /** Forgets calls, messages, records, scripts, faults and logs; accounts and tokens stay. */
  public void reset() {
    context.loop().run(context.schedule()::clear);
    twilio.reset();
    telnyx.reset();
    rdStation.reset();
    slack.reset();
    hubSpot.reset();
    context.scripts().clear();
    context.faults().clear();
    context.requests().clear();
    context.callbacks().clear();
  }
}
