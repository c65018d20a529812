package dev.ramal.carriers;

import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A carrier account of an organization with its secrets in the clear: only in memory, never stored,
 * never logged ({@link #toString} leaves them out).
 *
 * @param connectionId ours; the {@code {connection}} of callback paths
 * @param version grows with each change of the account
 * @param numbers numbers that may be shown as caller id or sender, the first is the default
 * @param accountSid Twilio: AC…; null with Telnyx
 * @param authTokens Twilio: every live token, the current one first; empty with Telnyx
 * @param apiKey Telnyx; null with Twilio
 * @param voiceAppId Telnyx: id of the voice application; null with Twilio
 * @param messagingProfileId Telnyx: messaging profile; Twilio: messaging service, MG…; null when
 *     none
 */
public record CarrierAccount(
    TenantId tenant,
    String connectionId,
    Carrier carrier,
    boolean enabled,
    long version,
    List<E164> numbers,
    String accountSid,
    List<String> authTokens,
    String apiKey,
    String voiceAppId,
    String messagingProfileId) {

  public CarrierAccount {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(connectionId, "connectionId");
    Objects.requireNonNull(carrier, "carrier");
    numbers = List.copyOf(numbers);
    authTokens = List.copyOf(authTokens);
  }

  /** The number shown when nobody chose one; empty when the account has none. */
  public Optional<E164> defaultNumber() {
    return numbers.stream().findFirst();
  }

  /** Whether this number belongs to the account. */
  public boolean owns(E164 number) {
    return numbers.contains(number);
  }

  /**
   * The Twilio token that commands are sent with.
   *
   * @throws IllegalStateException when the account has none
   */
  public String authToken() {
    return authTokens.stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(this + " has no auth token"));
  }

  @Override
  public String toString() {
    return carrier.wire() + " connection " + connectionId + " v" + version + " of " + tenant;
  }
}
