package dev.ramal.servers.keycloak;

import java.util.List;
import java.util.Optional;

/**
 * What differs from one installation to another in what the realm file says.
 *
 * @param entry where people reach the product: pages there log people in
 * @param keycloak the one address under which Keycloak gives out tokens; empty: whichever it is
 *     asked at
 * @param frontendOrigins from where pages of other origins log people in; none: as the file says
 * @param frontendTokenSeconds how long access tokens of such pages hold; empty: as all others
 */
public record RealmSettings(
    String entry,
    Optional<String> keycloak,
    List<String> frontendOrigins,
    Optional<Integer> frontendTokenSeconds) {

  /** As the realm file is written. */
  public static RealmSettings asWritten() {
    return new RealmSettings(RealmFile.ENTRY, Optional.empty(), List.of(), Optional.empty());
  }
}
