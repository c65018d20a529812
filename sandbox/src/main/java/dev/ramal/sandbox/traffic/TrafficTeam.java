package dev.ramal.sandbox.traffic;

import java.util.Locale;

/** Who calls and writes: each organization by the other carrier. */
public enum TrafficTeam {
  AURORA("carla", "twilio"),
  BOREAL("bia", "telnyx");

  private final String admin;
  private final String carrier;

  TrafficTeam(String admin, String carrier) {
    this.admin = admin;
    this.carrier = carrier;
  }

  public String organization() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** May ring every agent of the organization, and read its ledger. */
  public String admin() {
    return admin;
  }

  public String carrier() {
    return carrier;
  }
}
