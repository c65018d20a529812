package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.CommandedCarrier;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.NoSubaccounts;
import dev.ramal.calls.carrier.NumberPort;
import dev.ramal.calls.carrier.RecordingPort;
import dev.ramal.calls.carrier.SoftphonePort;
import dev.ramal.calls.carrier.SubaccountPort;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.carrier.TranscriptPort;
import dev.ramal.calls.carrier.VoiceRenderer;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.connections.AccountCheck;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.WebhookAddress;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.DestinationClass;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Calls through Telnyx Call Control: nothing happens to an answered leg until a command says so.
 */
@ApplicationScoped
class TelnyxPort implements CommandedCarrier {
  /** What Telnyx says about a leg that is over. */
  private static final String ENDED = "90018";

  private static final int NOT_FOUND = 404;

  /** Tells who picked up, and of a machine when it has beeped. */
  private static final String DETECTION = "premium";

  private final TelnyxApi telnyx;
  private final TelnyxLookup lookup;
  private final TexmlRenderer texml;
  private final TelnyxRecordings recordings;
  private final TelnyxTranscripts transcripts;
  private final TelnyxSoftphones softphones;
  private final TelnyxNumbers numbers;
  private final TelnyxSpeech speech;
  private final TelnyxConferences conferences;
  private final TelnyxControls controls;
  private final TelnyxAccountCheck accountCheck;
  private final Clock clock;
  private final String webhooks;

  TelnyxPort(
      TelnyxApi telnyx,
      TelnyxLookup lookup,
      TexmlRenderer texml,
      TelnyxRecordings recordings,
      TelnyxTranscripts transcripts,
      TelnyxSoftphones softphones,
      TelnyxNumbers numbers,
      TelnyxSpeech speech,
      TelnyxConferences conferences,
      TelnyxControls controls,
      TelnyxAccountCheck accountCheck,
      Clock clock,
      WebhookAddress webhooks) {
    this.telnyx = telnyx;
    this.lookup = lookup;
    this.texml = texml;
    this.recordings = recordings;
    this.transcripts = transcripts;
    this.softphones = softphones;
    this.numbers = numbers;
    this.speech = speech;
    this.conferences = conferences;
    this.controls = controls;
    this.accountCheck = accountCheck;
    this.clock = clock;
    this.webhooks = webhooks.base();
  }

  @Override
  public Carrier carrier() {
    return Carrier.TELNYX;
  }

  @Override
  public String softphone(String username) {
    return "sip:" + SipUser.of(username) + "@sip.telnyx.com";
  }

  /** Where the application's {@code call_cost_in_webhooks} is on, which it is not by itself. */
  @Override
  public boolean tellsCallPrice() {
    return true;
  }

  /** Brazilian numbers need an area code. */
  @Override
  public boolean reaches(DestinationClass destination) {
    return !destination.isWithin(DestinationClass.TOLL_FREE)
        && !destination.isWithin(DestinationClass.LANDLINE_SHARED_COST);
  }

  @Override
  public Uni<AccountCheck> check(CarrierAccount account) {
    return accountCheck.check(account);
  }

  @Override
  public boolean mediaAddressExpires() {
    return true;
  }

  @Override
  public VoiceRenderer renderer() {
    return texml;
  }

  @Override
  public Uni<Outcome<Taken>> dial(CarrierAccount account, Command command) {
    if (!clock.instant().isBefore(command.leaveBefore())) {
      return Uni.createFrom().item(new Outcome.NotTaken<>("it waited in line for too long"));
    }
    TelnyxCommands.Dial body =
        new TelnyxCommands.Dial(
            account.voiceAppId(),
            command.payload().to(),
            command.payload().from().value(),
            command.payload().ringSeconds(),
            clientState(command),
            command.id(),
            webhooks + "/webhooks/telnyx/" + TelnyxApi.segment(account.connectionId()),
            "POST",
            TelnyxCommands.RETRIES,
            command.payload().detect() == null ? null : DETECTION);
    return telnyx
        .post(account, "/calls", body, TelnyxCall.class)
        .map(
            reply ->
                reply instanceof CarrierReply.Done<TelnyxCall> done && done.value() == null
                    ? new Outcome.Unknown<>("Telnyx took the dial and named no call")
                    : Taken.dialled(reply, TelnyxPort::accepted));
  }

  private static Taken.Accepted accepted(TelnyxCall call) {
    return new Taken.Accepted(
        CarrierCallId.ofNullable(call.callControlId()), call.callSessionId(), null);
  }

  @Override
  public Uni<Outcome<Taken>> joinConference(CarrierAccount account, Command command) {
    return conferences.join(account, command);
  }

  @Override
  public Uni<Outcome<Taken>> announce(CarrierAccount account, Command command) {
    return speech.say(account, command);
  }

  @Override
  public Uni<Outcome<Taken>> askKey(CarrierAccount account, Command command) {
    return speech.askKey(account, command);
  }

  @Override
  public Uni<Outcome<Taken>> answer(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    TelnyxCommands.Answer body =
        new TelnyxCommands.Answer(
            clientState(command),
            command.id(),
            webhooks + "/webhooks/telnyx/" + TelnyxApi.segment(account.connectionId()),
            "POST",
            TelnyxCommands.RETRIES);
    return telnyx
        .post(account, action(leg, "answer"), body, JsonNode.class)
        .map(reply -> heard(reply, leg));
  }

  @Override
  public Uni<Outcome<Taken>> say(CarrierAccount account, Command command) {
    return announce(account, command);
  }

  @Override
  public Uni<Outcome<Taken>> takeMessage(CarrierAccount account, Command command) {
    return speech.takeMessage(account, command);
  }

  /** Who has hung up heard nothing and refused nothing. */
  static Outcome<Taken> heard(CarrierReply<JsonNode> reply, CarrierCallId leg) {
    return isOver(reply)
        ? new Outcome.Refused<>(CALL_ENDED, "the leg was over")
        : reply.outcome(done -> Taken.Accepted.of(leg));
  }

  @Override
  public Uni<Outcome<Taken>> hangUp(CarrierAccount account, Command command) {
    return end(account, command, "hangup", new TelnyxCommands.Hangup(clientState(command)));
  }

  @Override
  public Uni<Outcome<Taken>> reject(CarrierAccount account, Command command) {
    return end(
        account,
        command,
        "reject",
        new TelnyxCommands.Reject("CALL_REJECTED", clientState(command)));
  }

  /** A leg that is over already has ended. */
  private Uni<Outcome<Taken>> end(
      CarrierAccount account, Command command, String action, Object body) {
    CarrierCallId leg = command.payload().carrierCallId();
    return telnyx
        .post(account, action(leg, action), body, JsonNode.class)
        .map(
            reply ->
                isOver(reply)
                    ? new Outcome.Done<>(Taken.Accepted.of(leg))
                    : reply.outcome(done -> Taken.Accepted.of(leg)));
  }

  static String action(CarrierCallId leg, String action) {
    return "/calls/" + TelnyxApi.segment(leg.value()) + "/actions/" + action;
  }

  static String clientState(Command command) {
    return TelnyxClientState.of(command.call(), command.leg()).encoded();
  }

  static boolean isOver(CarrierReply<JsonNode> reply) {
    return reply instanceof CarrierReply.Refused<JsonNode> refused
        && (ENDED.equals(refused.code()) || refused.status() == NOT_FOUND);
  }

  @Override
  public Uni<Outcome<Taken>> control(CarrierAccount account, Command command) {
    return controls.control(account, command);
  }

  @Override
  public Uni<Lookup> lookUp(CarrierAccount account, Lookup.Question question) {
    return lookup.lookUp(account, question);
  }

  @Override
  public Uni<Lookup> lookUpPrice(CarrierAccount account, Lookup.Question question, boolean inPart) {
    return lookup.lookUpPrice(account, question, inPart);
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
    return new NoSubaccounts(
        "Telnyx opens managed accounts to single customers, by contract. Have yours make one in"
            + " Telnyx's portal and connect it with its own key: POST /api/carriers");
  }
}
