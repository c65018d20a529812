package dev.ramal.crm.port;

/**
 * Somebody who works with the CRM.
 *
 * @param email null when the CRM does not say
 */
public record CrmUser(String id, String email) {
  /** Addresses are written in whatever case. */
  public boolean hasEmail(String address) {
    return email != null && email.strip().equalsIgnoreCase(address.strip());
  }
}
