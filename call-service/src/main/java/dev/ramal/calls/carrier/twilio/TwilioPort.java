package dev.ramal.calls.carrier.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallCreator;
import com.twilio.type.PhoneNumber;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.carrier.AskingCarrier;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.NumberPort;
import dev.ramal.calls.carrier.RecordingPort;
import dev.ramal.calls.carrier.SoftphonePort;
import dev.ramal.calls.carrier.SubaccountPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.carrier.TranscriptPort;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.Command.Detect;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * Calls through Twilio. A leg is told what to do by TwiML when it answers, so that joining the
 * conference and speaking to it need no command.
 */
@ApplicationScoped
class TwilioPort implements AskingCarrier {
  /** The call is not in a state for that: it has ended. A normal race on hang-up. */
  static final String NOT_IN_PROGRESS = "21220";

  private final TwilioApi twilio;
  private final TwilioUrls urls;
  private final TwilioLookup lookup;
  private final TwimlRenderer twiml;
  private final TwilioRecordings recordings;
  private final TwilioTranscripts transcripts;
  private final TwilioSoftphones softphones;
  private final TwilioNumbers numbers;
  private final TwilioSubaccounts subaccounts;
  private final TwilioControls controls;
  private final TwilioAccountCheck accountCheck;
  private final DialingConfig config;
  private final Clock clock;

  TwilioPort(
      TwilioApi twilio,
      TwilioUrls urls,
      TwilioLookup lookup,
      TwimlRenderer twiml,
      TwilioRecordings recordings,
      TwilioTranscripts transcripts,
      TwilioSoftphones softphones,
      TwilioNumbers numbers,
      TwilioSubaccounts subaccounts,
      TwilioControls controls,
      TwilioAccountCheck accountCheck,
      DialingConfig config,
      Clock clock) {
    this.twilio = twilio;
    this.urls = urls;
    this.lookup = lookup;
    this.twiml = twiml;
    this.recordings = recordings;
    this.transcripts = transcripts;
    this.softphones = softphones;
    this.numbers = numbers;
    this.subaccounts = subaccounts;
    this.controls = controls;
    this.accountCheck = accountCheck;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Carrier carrier() {
    return Carrier.TWILIO;
  }

  @Override
  public String softphone(String username) {
    return "client:" + TwilioSoftphones.name(username);
  }

  @Override
  public boolean tellsCallPrice() {
    return false;
  }

  @Override
  public Uni<AccountCheck> check(CarrierAccount account) {
    return accountCheck.check(account);
  }

  @Override
  public boolean mediaAddressExpires() {
    return false;
  }

  @Override
  public VoiceRenderer renderer() {
    return twiml;
  }

  @Override
  public Uni<Outcome<Taken>> dial(CarrierAccount account, Command command) {
    return twilio
        .ask(account, client -> inTime(command) ? creator(account, command).create(client) : null)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Call> done && done.value() == null
                    ? new Outcome.NotTaken<>("it waited in line for too long")
                    : Taken.dialled(
                        reply, call -> Taken.Accepted.of(CarrierCallId.ofNullable(call.getSid()))));
  }

  /** Asked on the worker, behind everything that waited in line. */
  private boolean inTime(Command command) {
    return clock.instant().isBefore(command.leaveBefore());
  }

  private CallCreator creator(CarrierAccount account, Command command) {
    String connection = account.connectionId();
    CallId call = command.call();
    LegName leg = command.leg();
    String step = (leg.isAgent() ? LegName.AGENT : leg).wire() + "-answered";
    CallCreator creator =
        Call.creator(
                account.accountSid(),
                new PhoneNumber(command.payload().to()),
                new PhoneNumber(command.payload().from().value()),
                urls.instructions(connection, step, call, leg))
            .setMethod(HttpMethod.POST)
            .setFallbackUrl(urls.fallback(connection, step, call, leg))
            .setFallbackMethod(HttpMethod.POST)
            .setTimeout(command.payload().ringSeconds())
            .setStatusCallback(urls.statusCallback(connection, "call-status", call, leg))
            .setStatusCallbackMethod(HttpMethod.POST)
            .setStatusCallbackEvent(List.of("initiated", "ringing", "answered", "completed"));
    return detecting(creator, connection, command);
  }

  /** Who waits for the carrier hears nothing meanwhile: its patience is ours. */
  private CallCreator detecting(CallCreator creator, String connection, Command command) {
    Detect detect = command.payload().detect();
    if (detect == null) {
      return creator;
    }
    creator
        .setMachineDetection(detect.untilBeep() ? "DetectMessageEnd" : "Enable")
        .setMachineDetectionTimeout(
            (int) (detect.untilBeep() ? config.beepWithin() : config.detectWithin()).toSeconds());
    return detect.async()
        ? creator
            .setAsyncAmd("true")
            .setAsyncAmdStatusCallback(
                urls.statusCallback(connection, "amd-status", command.call(), command.leg()))
            .setAsyncAmdStatusCallbackMethod(HttpMethod.POST)
        : creator;
  }

  @Override
  public Uni<Outcome<Taken>> leaveMessage(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    return twilio
        .ask(
            account,
            client ->
                Call.updater(account.accountSid(), leg.value())
                    .setUrl(
                        urls.instructions(
                            account.connectionId(), "lead-machine", command.call(), command.leg()))
                    .setMethod(HttpMethod.POST)
                    .update(client))
        .map(reply -> redirected(reply, leg));
  }

  @Override
  public Uni<Outcome<Taken>> hangUp(CarrierAccount account, Command command) {
    return twilio
        .ask(
            account,
            client ->
                Call.updater(account.accountSid(), command.payload().carrierCallId().value())
                    .setStatus(Call.UpdateStatus.COMPLETED)
                    .update(client))
        .map(reply -> hungUp(reply, command));
  }

  @Override
  public Uni<Outcome<Taken>> redirect(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    URI next =
        urls.instructions(
            account.connectionId(), command.leg().wire() + "-next", command.call(), command.leg());
    return twilio
        .ask(
            account,
            client ->
                Call.updater(account.accountSid(), leg.value())
                    .setUrl(next)
                    .setMethod(HttpMethod.POST)
                    .update(client))
        .map(reply -> redirected(reply, leg));
  }

  /**
   * A leg that has not yet asked for the first time is redirected a little later; whether it is
   * over the call tells.
   */
  static Outcome<Taken> redirected(CarrierReply<Call> reply, CarrierCallId leg) {
    boolean notNow =
        reply instanceof CarrierReply.Refused<Call> refused
            && refused.code().equals(NOT_IN_PROGRESS);
    return notNow
        ? new Outcome.NotTaken<>("the leg is not in progress")
        : reply.outcome(call -> Taken.Accepted.of(leg));
  }

  private static Outcome<Taken> hungUp(CarrierReply<Call> reply, Command command) {
    Taken.Accepted over = Taken.Accepted.of(command.payload().carrierCallId());
    return isOver(reply) ? new Outcome.Done<>(over) : reply.outcome(call -> over);
  }

  private static boolean isOver(CarrierReply<Call> reply) {
    return reply instanceof CarrierReply.Refused<Call> refused
        && refused.code().equals(NOT_IN_PROGRESS);
  }

  @Override
  public Uni<Outcome<Taken>> control(CarrierAccount account, Command command) {
    return controls.control(account, command);
  }

  @Override
  public Uni<Outcome<Taken>> letLeave(CarrierAccount account, Command command) {
    return controls.letLeave(account, command);
  }

  @Override
  public Uni<Lookup> lookUp(CarrierAccount account, Lookup.Question question) {
    return lookup.lookUp(account, question);
  }

  @Override
  public SoftphonePort softphones() {
    return softphones;
  }

  @Override
  public RecordingPort recordings() {
    return recordings;
  }

  @Override
  public TranscriptPort transcripts() {
    return transcripts;
  }

  @Override
  public NumberPort numbers() {
    return numbers;
  }

  @Override
  public SubaccountPort subaccounts() {
    return subaccounts;
  }
}
