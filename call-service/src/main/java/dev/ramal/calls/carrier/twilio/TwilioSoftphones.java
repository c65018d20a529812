package dev.ramal.calls.carrier.twilio;

import com.twilio.rest.api.v2010.account.Call;
import dev.ramal.calls.carrier.SoftphoneConfig;
import dev.ramal.calls.carrier.SoftphonePort;
import dev.ramal.calls.carrier.twilio.TwilioAccessToken.Grants;
import dev.ramal.calls.carrier.twilio.TwilioAccessToken.Incoming;
import dev.ramal.calls.carrier.twilio.TwilioAccessToken.Outgoing;
import dev.ramal.calls.carrier.twilio.TwilioAccessToken.Voice;
import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.SoftphoneAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.kit.ids.UuidV7;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Twilio's clients: known by their name alone, let in by a token that we sign. */
@ApplicationScoped
class TwilioSoftphones implements SoftphonePort {
  private final TwilioApi twilio;
  private final SoftphoneConfig config;
  private final Clock clock;

  TwilioSoftphones(TwilioApi twilio, SoftphoneConfig config, Clock clock) {
    this.twilio = twilio;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Optional<String> lacking(SoftphoneAccount account) {
    if (account.apiKeySid() == null) {
      return Optional.of("apiKeySid");
    }
    return account.apiKeySecret() == null ? Optional.of("apiKeySecret") : Optional.empty();
  }

  /** A standard key may list calls, but not read its account. */
  @Override
  public Uni<AccountCheck> check(SoftphoneAccount account) {
    String sid = account.account().accountSid();
    return twilio
        .lookUpAs(
            account.account(),
            account.apiKeySid(),
            account.apiKeySecret(),
            client -> Call.reader(sid).pageSize(1).firstPage(client))
        .map(
            reply ->
                reply instanceof CarrierReply.Done
                    ? new AccountCheck.Known(List.of())
                    : AccountCheck.because(reply, "apiKeySecret", "apiKeySid"));
  }

  @Override
  public Uni<CarrierReply<Identity>> identity(
      SoftphoneAccount account, String username, String userId) {
    return Uni.createFrom()
        .item(new CarrierReply.Done<>(new Identity("client:" + name(username), null)));
  }

  /**
   * Twilio takes letters of ASCII, digits and underscores. Whatever else a user name has becomes an
   * underscore and two hexadecimal digits for each byte, so that two names stay two: also an
   * underscore that could be read as one of these.
   */
  static String name(String username) {
    StringBuilder name = new StringBuilder();
    byte[] bytes = username.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char letter = (char) (bytes[i] & 0xff);
      boolean plain =
          letter >= '0' && letter <= '9'
              || letter >= 'A' && letter <= 'Z'
              || letter >= 'a' && letter <= 'z'
              || letter == '_' && !(isHex(bytes, i + 1) && isHex(bytes, i + 2));
      name.append(plain ? String.valueOf(letter) : "_%02X".formatted((int) letter));
    }
    return name.toString();
  }

  private static boolean isHex(byte[] bytes, int at) {
    return at < bytes.length
        && (bytes[at] >= '0' && bytes[at] <= '9' || bytes[at] >= 'A' && bytes[at] <= 'F');
  }

  @Override
  public Uni<CarrierReply<Token>> token(SoftphoneAccount account, Identity identity) {
    long now = clock.instant().getEpochSecond();
    long end = now + config.tokenLifetime().toSeconds();
    Outgoing outgoing =
        account.outgoingApplicationSid() == null
            ? null
            : new Outgoing(
                account.outgoingApplicationSid(),
                Map.of("tenant", account.account().tenant().value()));
    TwilioAccessToken token =
        new TwilioAccessToken(
            account.apiKeySid() + "-" + UuidV7.next(),
            account.apiKeySid(),
            account.account().accountSid(),
            now,
            end,
            new Grants(identity.name(), new Voice(new Incoming(true), outgoing)));
    return Uni.createFrom()
        .item(
            new CarrierReply.Done<>(
                new Token(token.signed(account.apiKeySecret()), Instant.ofEpochSecond(end))));
  }
}
