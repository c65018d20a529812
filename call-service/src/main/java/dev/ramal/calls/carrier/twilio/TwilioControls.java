package dev.ramal.calls.carrier.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.api.v2010.account.conference.ParticipantUpdater;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.HoldMusic;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** Holds, mutes and sends keys: what Twilio does to the participants of a conference. */
@ApplicationScoped
class TwilioControls {
  private static final int NOT_FOUND = 404;

  private final TwilioApi twilio;
  private final TwilioUrls urls;
  private final HoldMusic music;

  TwilioControls(TwilioApi twilio, TwilioUrls urls, HoldMusic music) {
    this.twilio = twilio;
    this.urls = urls;
    this.music = music;
  }

  Uni<Outcome<Taken>> control(CarrierAccount account, Command command) {
    return twilio
        .ask(account, client -> updater(account, command).update(client))
        .map(reply -> outcome(reply, command));
  }

  /** Of who is on hold Twilio takes this and forgets it: it is the lead who is, not who leaves. */
  Uni<Outcome<Taken>> letLeave(CarrierAccount account, Command command) {
    return twilio
        .ask(
            account,
            client -> participant(account, command).setEndConferenceOnExit(false).update(client))
        .map(reply -> outcome(reply, command));
  }

  private static ParticipantUpdater participant(CarrierAccount account, Command command) {
    return Participant.updater(
        account.accountSid(),
        command.payload().conferenceId(),
        command.payload().carrierCallId().value());
  }

  private ParticipantUpdater updater(CarrierAccount account, Command command) {
    ParticipantUpdater participant = participant(account, command);
    return switch (command.control()) {
      case HOLD ->
          participant
              .setHold(true)
              .setHoldUrl(URI.create(music.address()))
              .setHoldMethod(HttpMethod.GET);
      case RESUME -> participant.setHold(false);
      case MUTE -> participant.setMuted(true);
      case UNMUTE -> participant.setMuted(false);
      case PAUSE_RECORDING, RESUME_RECORDING ->
          throw new IllegalStateException("done to recordings: " + command.control());
      case DTMF ->
          participant
              .setAnnounceUrl(
                  urls.keys(account.connectionId(), command.call(), command.payload().text()))
              .setAnnounceMethod(HttpMethod.POST);
    };
  }

  /** Who is not there, has not come yet or has gone: the call tells which. */
  static Outcome<Taken> outcome(CarrierReply<Participant> reply, Command command) {
    if (reply instanceof CarrierReply.Refused<Participant> refused) {
      if (refused.status() == NOT_FOUND) {
        return new Outcome.NotTaken<>("the leg is not in the conference");
      }
      if (refused.code().equals(TwilioPort.NOT_IN_PROGRESS)) {
        return new Outcome.Refused<>(CarrierPort.CALL_ENDED, "the leg was over");
      }
    }
    return reply.outcome(done -> Taken.Accepted.of(command.payload().carrierCallId()));
  }
}
