package dev.ramal.sandbox.running;

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
}
