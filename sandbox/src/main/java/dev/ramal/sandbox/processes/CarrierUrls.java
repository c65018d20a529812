package dev.ramal.sandbox.processes;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Where services reach carriers and CRM. What is set in the environment of {@code ./ramal up} wins
 * over the simulators, so that any server that speaks the published API can stand in.
 */
public record CarrierUrls(String twilio, String telnyx, String rdstation) {
  public static CarrierUrls of(Map<String, String> environment, Map<String, String> simulators) {
    return new CarrierUrls(
        environment.getOrDefault("RAMAL_TWILIO_API_URL", simulators.get("twilio")),
        environment.getOrDefault("RAMAL_TELNYX_API_URL", simulators.get("telnyx")),
        environment.getOrDefault("RAMAL_RDSTATION_API_URL", simulators.get("rdstation")));
  }

  /**
   * The address of a CRM for which nothing is seeded.
   *
   * @param setting its name in the environment
   * @param simulated where its stand-in is
   */
  static String ofCrm(String setting, String simulated) {
    return System.getenv().getOrDefault(setting, simulated);
  }

  /**
   * @param carrier twilio or telnyx
   */
  public String of(String carrier) {
    return carrier.equals("twilio") ? twilio : telnyx;
  }

  /**
   * Whether invented accounts belong there. Simulators and whatever else stands in for a carrier or
   * the CRM listen on this machine; what is elsewhere is taken for the real thing.
   */
  public static boolean isStandIn(String url) {
    try {
      return InetAddress.getByName(URI.create(url).getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
