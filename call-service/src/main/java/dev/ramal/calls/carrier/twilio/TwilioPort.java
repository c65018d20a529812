package dev.ramal.calls.carrier.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallCreator;
import com.twilio.type.PhoneNumber;
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
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/**
 * Calls through Twilio. A leg is told what to do by TwiML when it answers, so that joining the
 * conference and speaking to it need no command.
 */
@ApplicationScoped
class TwilioPort implements CarrierPort {
  /** The call is not in a state for that: it has ended. A normal race on hang-up. */
  private static final String NOT_IN_PROGRESS = "21220";

  private final TwilioApi twilio;
  private final TwilioUrls urls;
  private final TwilioLookup lookup;
  private final TwimlRenderer twiml;
  private final Clock clock;

  TwilioPort(
      TwilioApi twilio, TwilioUrls urls, TwilioLookup lookup, TwimlRenderer twiml, Clock clock) {
    this.twilio = twilio;
    this.urls = urls;
    this.lookup = lookup;
    this.twiml = twiml;
    this.clock = clock;
  }

  @Override
  public Carrier carrier() {
    return Carrier.TWILIO;
  }

  @Override
  public Steering steering() {
    return new Steering.ByAnswer();
  }

  @Override
  public VoiceRenderer renderer() {
    return twiml;
  }

  @Override
  public Uni<CommandResult> dial(CarrierAccount account, DialCommand command) {
    return twilio
        .ask(account, client -> inTime(command) ? creator(account, command).create(client) : null)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Call> done && done.value() == null
                    ? new CommandResult.NotSent("it waited in line for too long")
                    : CommandResults.of(
                        reply,
                        call ->
                            new CommandResult.Accepted(
                                CarrierCallId.ofNullable(call.getSid()), null, null)));
  }

  /** Asked on the worker, behind everything that waited in line. */
  private boolean inTime(DialCommand command) {
    return clock.instant().isBefore(command.sendBefore());
  }

  private CallCreator creator(CarrierAccount account, DialCommand command) {
    String connection = account.connectionId();
    CallId call = command.callId();
    LegName leg = command.leg();
    CallCreator creator =
        Call.creator(
                account.accountSid(),
                new PhoneNumber(command.to()),
                new PhoneNumber(command.from().value()),
                urls.instructions(connection, leg.wire() + "-answered", call, leg))
            .setMethod(HttpMethod.POST)
            .setTimeout(Math.toIntExact(command.ringFor().toSeconds()))
            .setStatusCallback(urls.statusCallback(connection, "call-status", call, leg))
            .setStatusCallbackMethod(HttpMethod.POST)
            .setStatusCallbackEvent(List.of("initiated", "ringing", "answered", "completed"));
    if (command.record()) {
      creator
          .setRecord(true)
          .setRecordingChannels("dual")
          .setTrim("do-not-trim")
          .setRecordingStatusCallback(
              urls.statusCallback(connection, "recording-status", call, leg).toString())
          .setRecordingStatusCallbackMethod(HttpMethod.POST)
          .setRecordingStatusCallbackEvent(List.of("completed", "absent"));
    }
    return creator;
  }

  @Override
  public Uni<CommandResult> hangUp(CarrierAccount account, HangUpCommand command) {
    return twilio
        .ask(
            account,
            client ->
                Call.updater(account.accountSid(), command.carrierCallId().value())
                    .setStatus(Call.UpdateStatus.COMPLETED)
                    .update(client))
        .map(reply -> hungUp(reply, command));
  }

  private static CommandResult hungUp(CarrierReply<Call> reply, HangUpCommand command) {
    CommandResult.Accepted over = new CommandResult.Accepted(command.carrierCallId(), null, null);
    boolean overAlready =
        reply instanceof CarrierReply.Refused<Call> refused
            && refused.code().equals(NOT_IN_PROGRESS);
    return overAlready ? over : CommandResults.of(reply, call -> over);
  }

  @Override
  public Uni<Lookup> lookUp(CarrierAccount account, LookUpCommand command) {
    return lookup.lookUp(account, command);
  }
}
