package dev.ramal.simulators.rdstation;

import dev.ramal.simulators.context.Ids;

/**
 * An application that a user of a CRM account has allowed in. Its tokens open that account's
 * records and no other's.
 *
 * @param refreshToken the one that works next; each use replaces it. {@link #WHICHEVER} is the one
 *     that is shown first
 * @param code authorization code that may be exchanged once, or null
 * @param redirectUri what the exchange of a code must repeat exactly; null for anything
 * @param crm name of the CRM account, {@link #DEFAULT_CRM} unless it matters
 */
public record RdAccount(
    String clientId,
    String clientSecret,
    String refreshToken,
    String code,
    String redirectUri,
    String crm) {

  /**
   * For whoever comes with a refresh token of an earlier run, which nobody here knows: the first
   * that is shown works, once.
   */
  public static final String WHICHEVER = "*";

  /** The CRM account of whoever names none. */
  public static final String DEFAULT_CRM = "default";

  /** An application with made-up credentials, in the default CRM account. */
  public static RdAccount create() {
    return new RdAccount(Ids.uuid(), Ids.hex(16), Ids.hex(24), Ids.hex(16), null, DEFAULT_CRM);
  }

  /** The same application let into another CRM account. */
  public RdAccount of(String crmAccount) {
    return new RdAccount(clientId, clientSecret, refreshToken, code, redirectUri, crmAccount);
  }

  RdAccount rolled() {
    return new RdAccount(clientId, clientSecret, Ids.hex(24), null, redirectUri, crm);
  }
}
