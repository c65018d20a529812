package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.carrier.CommandResults;
import dev.ramal.calls.carrier.DialCommand;
import dev.ramal.calls.carrier.HangUpCommand;
import dev.ramal.calls.carrier.LookUpCommand;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.Steering;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
  private final Steering steering;
  private final TexmlRenderer texml;
  private final Clock clock;
  private final String webhooks;

  TelnyxPort(
      TelnyxApi telnyx,
      TelnyxLookup lookup,
      TelnyxLegCommands legCommands,
      TexmlRenderer texml,
      Clock clock,
      @ConfigProperty(name = "ramal.webhooks.base-url") String webhooks) {
    this.telnyx = telnyx;
    this.lookup = lookup;
    this.steering = new Steering.ByCommand(legCommands);
    this.texml = texml;
    this.clock = clock;
    this.webhooks =
        webhooks.endsWith("/") ? webhooks.substring(0, webhooks.length() - 1) : webhooks;
  }

  @Override
  public Carrier carrier() {
    return Carrier.TELNYX;
  }

  @Override
  public Steering steering() {
    return steering;
  }

  @Override
  public VoiceRenderer renderer() {
    return texml;
  }

  @Override
  public Uni<CommandResult> dial(CarrierAccount account, DialCommand command) {
    if (!clock.instant().isBefore(command.sendBefore())) {
      return Uni.createFrom().item(new CommandResult.NotSent("it waited in line for too long"));
    }
    boolean record = command.record();
    TelnyxCommands.Dial body =
        new TelnyxCommands.Dial(
            account.voiceAppId(),
            command.to(),
            command.from().value(),
            Math.toIntExact(command.ringFor().toSeconds()),
            state(command.callId(), command.leg()),
            command.commandId(),
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
                    : CommandResults.of(reply, TelnyxPort::accepted));
  }

  private static CommandResult.Accepted accepted(TelnyxCall call) {
    return new CommandResult.Accepted(
        CarrierCallId.ofNullable(call.callControlId()), call.callSessionId(), null);
  }

  @Override
  public Uni<CommandResult> hangUp(CarrierAccount account, HangUpCommand command) {
    return act(
            account,
            command.carrierCallId().value(),
            "hangup",
            new TelnyxCommands.Hangup(state(command.callId(), command.leg()), command.commandId()))
        .map(
            reply ->
                isOver(reply)
                    ? same(command.carrierCallId())
                    : CommandResults.of(reply, done -> same(command.carrierCallId())));
  }

  private static boolean isOver(CarrierReply<JsonNode> reply) {
    return reply instanceof CarrierReply.Refused<JsonNode> refused
        && (ENDED.equals(refused.code()) || refused.status() == NOT_FOUND);
  }

  @Override
  public Uni<Lookup> lookUp(CarrierAccount account, LookUpCommand command) {
    return lookup.lookUp(account, command);
  }

  private Uni<CarrierReply<JsonNode>> act(
      CarrierAccount account, String callControlId, String action, Object body) {
    return telnyx.post(
        account,
        "/calls/" + TelnyxApi.segment(callControlId) + "/actions/" + action,
        body,
        JsonNode.class);
  }

  private static CommandResult.Accepted same(CarrierCallId carrierCallId) {
    return new CommandResult.Accepted(carrierCallId, null, null);
  }

  private static String state(CallId call, LegName leg) {
    return TelnyxClientState.of(call, leg).encoded();
  }
}
