package dev.ramal.messaging.routing;

import java.util.Set;

/** Words of ours for why a message left an account, beside the codes of carriers. Stored. */
public final class UnfitReason {
  /** No connection to the carrier came about. */
  public static final String UNREACHABLE = "unreachable";

  /** Messages are kept away from the account: it was not asked at all. */
  public static final String KEPT_AWAY = "circuit-open";

  /** The account is switched off, or gone. */
  public static final String SWITCHED_OFF = "account-off";

  /** It took the message at none of all attempts. */
  public static final String NEVER_TAKEN = "not-taken";

  private static final Set<String> PASSING = Set.of(UNREACHABLE, KEPT_AWAY, NEVER_TAKEN);

  private UnfitReason() {}

  /**
   * Whether the account may take the same message later: it has not refused it.
   *
   * @param code null for none
   */
  static boolean passes(String code) {
    return code != null && PASSING.contains(code);
  }
}
