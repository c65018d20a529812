package dev.ramal.simulators.telnyx.accounts;

import dev.ramal.simulators.context.Ids;
import dev.ramal.simulators.telnyx.api.TelnyxSignature;
import java.util.List;
import java.util.Set;

/**
 * An account known to the stand-in: one API key, one Call Control application, one messaging
 * profile.
 *
 * @param apiKey bearer token
 * @param privateKey seed that signs webhooks, 32 bytes in base64
 * @param connectionId id of the Call Control application, digits
 * @param webhookUrl the application's URL, or null
 * @param callCosts whether {@code call.cost} is sent (call_cost_in_webhooks; off by default)
 * @param messagingProfileId UUID
 * @param messagingWebhookUrl the profile's URL, or null
 * @param organizationId UUID that message events carry
 * @param numbers telephone numbers of the account, E.164
 * @param countries calling codes that may be reached, as in +55 (whitelisted destinations)
 */
public record TelnyxAccount(
    String apiKey,
    String privateKey,
    String connectionId,
    String webhookUrl,
    boolean callCosts,
    String messagingProfileId,
    String messagingWebhookUrl,
    String organizationId,
    Set<String> numbers,
    Set<String> countries) {

  public TelnyxAccount {
    numbers = Set.copyOf(numbers);
    countries = Set.copyOf(countries);
  }

  /** A new account with made-up keys and ids that may reach Brazil. */
  public static TelnyxAccount create(String... numbers) {
    return new TelnyxAccount(
        "KEY" + Ids.hex(16).toUpperCase(java.util.Locale.ROOT),
        TelnyxSignature.generate().seed(),
        "25" + String.format("%017d", Math.floorMod(Ids.uuid().hashCode(), 1_000_000_000L)),
        null,
        false,
        Ids.uuid(),
        null,
        Ids.uuid(),
        Set.copyOf(List.of(numbers)),
        Set.of("+55"));
  }

  /** What receivers verify with, 32 bytes in base64. */
  public String publicKey() {
    return TelnyxSignature.publicKey(privateKey);
  }

  public TelnyxAccount callCosts(boolean sent) {
    return new TelnyxAccount(
        apiKey,
        privateKey,
        connectionId,
        webhookUrl,
        sent,
        messagingProfileId,
        messagingWebhookUrl,
        organizationId,
        numbers,
        countries);
  }

  public TelnyxAccount webhookUrls(String voice, String messaging) {
    return new TelnyxAccount(
        apiKey,
        privateKey,
        connectionId,
        voice,
        callCosts,
        messagingProfileId,
        messaging,
        organizationId,
        numbers,
        countries);
  }

  /** The same account with other numbers. */
  public TelnyxAccount numbers(Set<String> others) {
    return new TelnyxAccount(
        apiKey,
        privateKey,
        connectionId,
        webhookUrl,
        callCosts,
        messagingProfileId,
        messagingWebhookUrl,
        organizationId,
        others,
        countries);
  }

  public boolean mayReach(String number) {
    return countries.stream().anyMatch(number::startsWith);
  }
}
