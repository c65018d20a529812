package dev.ramal.simulators;

import dev.ramal.simulators.time.Pace;
import java.util.Map;

/**
 * How a host is started.
 *
 * @param pace how fast scripted steps happen
 * @param host name under which others reach the stand-ins, as links and printed URLs have it
 * @param twilioPort 0 for a free port; likewise the other ports
 * @param detours public URL prefix → where callbacks to it are really sent, as in {@code
 *     https://hooks.example.com → http://localhost:8081}; signatures cover the public URL
 */
public record SimulatorOptions(
    Pace pace,
    String host,
    int twilioPort,
    int telnyxPort,
    int rdStationPort,
    int slackPort,
    int hubSpotPort,
    Map<String, String> detours) {

  public SimulatorOptions {
    detours = Map.copyOf(detours);
  }

  /** Free ports and time ten times faster than real. */
  public static SimulatorOptions defaults() {
    return new SimulatorOptions(Pace.accelerated(10), "localhost", 0, 0, 0, 0, 0, Map.of());
  }

  public SimulatorOptions pace(Pace newPace) {
    return new SimulatorOptions(
        newPace, host, twilioPort, telnyxPort, rdStationPort, slackPort, hubSpotPort, detours);
  }

  /** Another name than localhost, for clients in other containers. */
  public SimulatorOptions host(String newHost) {
    return new SimulatorOptions(
        pace, newHost, twilioPort, telnyxPort, rdStationPort, slackPort, hubSpotPort, detours);
  }

  public SimulatorOptions ports(int twilio, int telnyx, int rdStation, int slack) {
    return new SimulatorOptions(pace, host, twilio, telnyx, rdStation, slack, hubSpotPort, detours);
  }

  public SimulatorOptions hubSpotPort(int newPort) {
    return new SimulatorOptions(
        pace, host, twilioPort, telnyxPort, rdStationPort, slackPort, newPort, detours);
  }

  public SimulatorOptions detours(Map<String, String> newDetours) {
    return new SimulatorOptions(
        pace, host, twilioPort, telnyxPort, rdStationPort, slackPort, hubSpotPort, newDetours);
  }
}
