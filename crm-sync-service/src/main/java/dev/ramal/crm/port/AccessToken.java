package dev.ramal.crm.port;

/** What a request to the CRM is authorized by. Never to be logged, so it does not show itself. */
public record AccessToken(String value) {
  public String bearer() {
    return "Bearer " + value;
  }

  @Override
  public String toString() {
    return "AccessToken";
  }
}
