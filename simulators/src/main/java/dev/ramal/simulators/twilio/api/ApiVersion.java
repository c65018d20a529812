package dev.ramal.simulators.twilio.api;

/** The version of the API that paths and documents carry. */
public final class ApiVersion {
  public static final String DATE = "2010-04-01";

  private ApiVersion() {}
}
