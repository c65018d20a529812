package dev.ramal.crm.port;

/**
 * Our application as the CRM knows it.
 *
 * @param clientSecret plain; never to be logged
 */
public record ClientCredentials(String clientId, String clientSecret) {
  @Override
  public String toString() {
    return "ClientCredentials of " + clientId;
  }
}
