package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.SoftphonePort;
import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.calls.connections.SoftphoneAccount;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Telnyx's credentials: each agent gets one of its own below the credential connection, under a
 * name by which it is found again; its SIP user is Telnyx's choice, and what is dialled.
 */
@ApplicationScoped
class TelnyxSoftphones implements SoftphonePort {
  private static final String PATH = "/telephony_credentials";

  private final TelnyxApi telnyx;

  TelnyxSoftphones(TelnyxApi telnyx) {
    this.telnyx = telnyx;
  }

  /** As much of a credential as is read; its password is not asked for. */
  private record Credential(String id, String sipUsername, Boolean expired) {}

  private record NewCredential(String connectionId, String name, String tag) {}

  @Override
  public Optional<String> lacking(SoftphoneAccount account) {
    return account.credentialConnectionId() == null
        ? Optional.of("credentialConnectionId")
        : Optional.empty();
  }

  @Override
  public Uni<AccountCheck> check(SoftphoneAccount account) {
    String path = "/credential_connections/" + TelnyxApi.segment(account.credentialConnectionId());
    return telnyx
        .get(account.account(), path, Map.of(), JsonNode.class)
        .map(
            reply ->
                reply instanceof CarrierReply.Done
                    ? new AccountCheck.Known(List.of())
                    : AccountCheck.because(reply, "apiKey", "credentialConnectionId"));
  }

  /** Asked for by name first: an answer that was lost leaves a credential behind. */
  @Override
  public Uni<CarrierReply<Identity>> identity(
      SoftphoneAccount account, String username, String userId) {
    String name = "ramal:" + account.account().tenant() + ":" + userId;
    Map<String, String> query =
        Map.of(
            "filter[name]",
            name,
            "filter[resource_id]",
            "connection:" + account.credentialConnectionId());
    return telnyx
        .get(account.account(), PATH, query, Credential[].class)
        .chain(
            reply ->
                reply instanceof CarrierReply.Done<Credential[]> done
                    ? known(done.value())
                        .map(found -> done(found))
                        .orElseGet(() -> create(account, name))
                    : Uni.createFrom().item(reply.map(none -> (Identity) null)));
  }

  private static Optional<Credential> known(Credential[] found) {
    return found == null
        ? Optional.empty()
        : Arrays.stream(found)
            .filter(each -> !Boolean.TRUE.equals(each.expired()) && each.sipUsername() != null)
            .findFirst();
  }

  private Uni<CarrierReply<Identity>> create(SoftphoneAccount account, String name) {
    NewCredential body = new NewCredential(account.credentialConnectionId(), name, "ramal");
    return telnyx
        .post(account.account(), PATH, body, Credential.class)
        .chain(
            reply ->
                reply instanceof CarrierReply.Done<Credential> done
                    ? known(done.value() == null ? null : new Credential[] {done.value()})
                        .map(made -> done(made))
                        .orElseGet(
                            () ->
                                Uni.createFrom()
                                    .item(
                                        new CarrierReply.Unknown<>(
                                            "Telnyx made a credential and did not name it")))
                    : Uni.createFrom().item(reply.map(none -> (Identity) null)));
  }

  private static Uni<CarrierReply<Identity>> done(Credential credential) {
    String address = "sip:" + credential.sipUsername() + "@sip.telnyx.com";
    return Uni.createFrom().item(new CarrierReply.Done<>(new Identity(address, credential.id())));
  }

  @Override
  public Uni<CarrierReply<Token>> token(SoftphoneAccount account, Identity identity) {
    CarrierAccount at = account.account();
    String path = PATH + "/" + TelnyxApi.segment(identity.credentialId()) + "/token";
    return telnyx
        .postForText(at, path)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<String> done
                    ? read(done.value())
                    : reply.map(t -> null));
  }

  /** When it ends stands in it. */
  private static CarrierReply<Token> read(String jwt) {
    try {
      JsonNode claims =
          EventJson.mapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
      return new CarrierReply.Done<>(
          new Token(jwt, Instant.ofEpochSecond(claims.required("exp").asLong())));
    } catch (IOException | RuntimeException e) {
      return new CarrierReply.Unknown<>("Telnyx gave a token that cannot be read");
    }
  }
}
