package dev.ramal.simulators.twilio.accounts;

import dev.ramal.simulators.context.Ids;
import java.util.List;
import java.util.Set;

/**
 * An account known to the stand-in.
 *
 * @param sid AC and 32 hexadecimal digits
 * @param authToken primary token: accepted and used for signing
 * @param secondaryToken also accepted while tokens are rotated, or null
 * @param keySid API key sid accepted as user name, or null
 * @param keySecret secret of the API key, or null
 * @param numbers telephone numbers the account owns, E.164; they also send WhatsApp
 * @param messagingServices sids of messaging services
 * @param voiceUrl where inbound calls ask what to do, or null
 * @param smsUrl where inbound messages go, or null
 * @param countries calling codes that may be called and written to, as in +55
 * @param protectedMedia whether recordings are served only with credentials
 */
public record TwilioAccount(
    String sid,
    String authToken,
    String secondaryToken,
    String keySid,
    String keySecret,
    Set<String> numbers,
    Set<String> messagingServices,
    String voiceUrl,
    String smsUrl,
    Set<String> countries,
    boolean protectedMedia) {

  public TwilioAccount {
    if (sid == null || !sid.matches("AC[0-9a-f]{32}")) {
      throw new IllegalArgumentException("an account sid is AC and 32 hexadecimal digits");
    }
    if (authToken == null || authToken.isEmpty()) {
      throw new IllegalArgumentException("an account needs an auth token");
    }
    numbers = Set.copyOf(numbers);
    messagingServices = Set.copyOf(messagingServices);
    countries = Set.copyOf(countries);
  }

  /** A new account with a made-up sid and token that may call Brazil and North America. */
  public static TwilioAccount create(String... numbers) {
    return of(Ids.sid("AC"), Ids.hex(16), numbers);
  }

  public static TwilioAccount of(String sid, String authToken, String... numbers) {
    return new TwilioAccount(
        sid,
        authToken,
        null,
        null,
        null,
        Set.copyOf(List.of(numbers)),
        Set.of(),
        null,
        null,
        Set.of("+55", "+1"),
        false);
  }

  /** The same account with a new primary token; the old one is accepted beside it. */
  public TwilioAccount rotatedTo(String newToken) {
    return new TwilioAccount(
        sid,
        newToken,
        authToken,
        keySid,
        keySecret,
        numbers,
        messagingServices,
        voiceUrl,
        smsUrl,
        countries,
        protectedMedia);
  }

  public TwilioAccount smsUrl(String url) {
    return new TwilioAccount(
        sid,
        authToken,
        secondaryToken,
        keySid,
        keySecret,
        numbers,
        messagingServices,
        voiceUrl,
        url,
        countries,
        protectedMedia);
  }

  /** The same account with other numbers. */
  public TwilioAccount numbers(Set<String> others) {
    return new TwilioAccount(
        sid,
        authToken,
        secondaryToken,
        keySid,
        keySecret,
        others,
        messagingServices,
        voiceUrl,
        smsUrl,
        countries,
        protectedMedia);
  }

  /** The same account with other messaging services. */
  public TwilioAccount messagingServices(Set<String> others) {
    return new TwilioAccount(
        sid,
        authToken,
        secondaryToken,
        keySid,
        keySecret,
        numbers,
        others,
        voiceUrl,
        smsUrl,
        countries,
        protectedMedia);
  }

  public boolean accepts(String user, String password) {
    return (user.equals(sid) && (password.equals(authToken) || password.equals(secondaryToken)))
        || (user.equals(keySid) && password.equals(keySecret));
  }

  public boolean owns(String address) {
    return numbers.contains(address.replaceFirst("^whatsapp:", ""));
  }

  public boolean mayReach(String number) {
    return countries.stream().anyMatch(number::startsWith);
  }
}
