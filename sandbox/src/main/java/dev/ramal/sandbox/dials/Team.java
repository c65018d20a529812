package dev.ramal.sandbox.dials;

import java.util.Locale;

/** Who wants calls: each organization goes to the other carrier first. */
enum Team {
  AURORA("carla", "twilio"),
  BOREAL("bia", "telnyx");

  private final String admin;
  private final String carrier;

  Team(String admin, String carrier) {
    this.admin = admin;
    this.carrier = carrier;
  }

  String organization() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** May ring every agent of the organization. */
  String admin() {
    return admin;
  }

  /** The carrier that is asked first. */
  String carrier() {
    return carrier;
  }
}
