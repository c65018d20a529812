package dev.ramal.calls.carrier.twilio;

import com.twilio.rest.api.v2010.account.Recording;
import dev.ramal.calls.carrier.RecordingPort;
import dev.ramal.calls.carrier.RecordingPort.RecordingHandle;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.carriers.twilio.TwilioSettings;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Recordings at Twilio: the address follows from account and sid, whatever a callback says. */
@ApplicationScoped
class TwilioRecordings implements RecordingPort {
  private static final Pattern SID = Pattern.compile("RE[0-9a-zA-Z]{1,62}");
  private static final int NOT_FOUND = 404;

  private final TwilioApi twilio;
  private final TwilioSettings settings;

  TwilioRecordings(TwilioApi twilio, TwilioSettings settings) {
    this.twilio = twilio;
    this.settings = settings;
  }

  @Override
  public Uni<Place> locate(CarrierAccount account, RecordingHandle recording) {
    if (!SID.matcher(recording.recordingId()).matches()) {
      return Uni.createFrom().item(new Place.Nowhere("not a recording sid of Twilio's"));
    }
    String base = settings.apiUrl().toString().replaceFirst("/$", "");
    URI url =
        URI.create(
            base
                + "/2010-04-01/Accounts/"
                + account.accountSid()
                + "/Recordings/"
                + recording.recordingId()
                + ".mp3?RequestedChannels=2");
    String credentials = account.accountSid() + ":" + account.authToken();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return Uni.createFrom().item(new Place.At(url, basic, "audio/mpeg", null, null));
  }

  @Override
  public Uni<Outcome<Taken>> erase(CarrierAccount account, RecordingHandle recording) {
    Taken.Accepted erased = Taken.Accepted.of(CarrierCallId.ofNullable(recording.carrierCallId()));
    return twilio
        .ask(
            account,
            client ->
                Recording.deleter(account.accountSid(), recording.recordingId()).delete(client))
        .map(
            reply ->
                reply instanceof CarrierReply.Refused<Boolean> refused
                        && refused.status() == NOT_FOUND
                    ? new Outcome.Done<>(erased)
                    : reply.outcome(done -> erased));
  }
}
