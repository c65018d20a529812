package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Calls through Telnyx Call Control: nothing happens to an answered leg until a command says so.
 */
@ApplicationScoped
class TelnyxPort implements CarrierPort {
  /** What Telnyx says about a leg that is over. */
  private static final String ENDED = "90018";

  private static final int NOT_FOUND = 404;

  private final TelnyxApi telnyx;
  private final TelnyxLookup lookup;
  private final TelnyxLegCommands legCommands;
  private final TexmlRenderer texml;
  private final Clock clock;
  private final String webhooks;

  TelnyxPort(
      TelnyxApi telnyx,
      TelnyxLookup lookup,
      TelnyxLegCommands legCommands,
      TexmlRenderer texml,
      Clock clock,
      WebhookAddress webhooks) {
    this.telnyx = telnyx;
    this.lookup = lookup;
    this.legCommands = legCommands;
    this.texml = texml;
    this.clock = clock;
    this.webhooks = webhooks.base();
  }

  @Override
  public Carrier carrier() {
    return Carrier.TELNYX;
  }

  @Override
  public String softphone(String username) {
    return "sip:" + username + "@sip.telnyx.com";
  }

  @Override
  public boolean tellsCallPrice() {
    return true;
  }

  @Override
  public boolean mediaAddressExpires() {
    return true;
  }

  @Override
  public Optional<LegCommands> legCommands() {
    return Optional.of(legCommands);
  }

  @Override
  public VoiceRenderer renderer() {
    return texml;
  }

  @Override
  public Uni<CommandResult> dial(CarrierAccount account, Command command) {
    if (!clock.instant().isBefore(command.leaveBefore())) {
      return Uni.createFrom().item(new CommandResult.NotSent("it waited in line for too long"));
    }
    boolean record = command.payload().record();
    TelnyxCommands.Dial body =
        new TelnyxCommands.Dial(
            account.voiceAppId(),
            command.payload().to(),
            command.payload().from().value(),
            command.payload().ringSeconds(),
            TelnyxClientState.of(command.call(), command.leg()).encoded(),
            command.id(),
            webhooks + "/webhooks/telnyx/" + TelnyxApi.segment(account.connectionId()),
            "POST",
            record ? "record-from-answer" : null,
            record ? "dual" : null,
            record ? "mp3" : null,
            TelnyxCommands.RETRIES);
    return telnyx
        .post(account, "/calls", body, TelnyxCall.class)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<TelnyxCall> done && done.value() == null
                    ? new CommandResult.Unknown("Telnyx took the dial and named no call")
                    : CommandResult.of(reply, TelnyxPort::accepted));
  }

  private static CommandResult.Accepted accepted(TelnyxCall call) {
    return new CommandResult.Accepted(
        CarrierCallId.ofNullable(call.callControlId()), call.callSessionId(), null);
  }

  @Override
  public Uni<CommandResult> hangUp(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    return telnyx
        .post(
            account,
            "/calls/" + TelnyxApi.segment(leg.value()) + "/actions/hangup",
            new TelnyxCommands.Hangup(
                TelnyxClientState.of(command.call(), command.leg()).encoded(), command.id()),
            JsonNode.class)
        .map(
            reply ->
                isOver(reply)
                    ? CommandResult.Accepted.of(leg)
                    : CommandResult.of(reply, done -> CommandResult.Accepted.of(leg)));
  }

  private static boolean isOver(CarrierReply<JsonNode> reply) {
    return reply instanceof CarrierReply.Refused<JsonNode> refused
        && (ENDED.equals(refused.code()) || refused.status() == NOT_FOUND);
  }

  @Override
  public Uni<Lookup> lookUp(CarrierAccount account, Lookup.Question question) {
    return lookup.lookUp(account, question);
  }
}
