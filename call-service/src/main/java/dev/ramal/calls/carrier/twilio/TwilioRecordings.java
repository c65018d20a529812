package dev.ramal.calls.carrier.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.rest.api.v2010.account.Recording;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.carrier.Erasures;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.RecordingPort;
import dev.ramal.calls.carrier.RecordingPort.RecordingHandle;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.files.MediaAddress;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.carriers.twilio.TwilioSettings;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recordings at Twilio: the address follows from account and sid, whatever a callback says. */
@ApplicationScoped
class TwilioRecordings implements RecordingPort {
  private static final Pattern SID = Pattern.compile("RE[0-9a-zA-Z]{1,62}");
  private static final int NOT_FOUND = 404;
  private static final long MOST = 50;

  private final TwilioApi twilio;
  private final TwilioSettings settings;
  private final TwilioUrls urls;

  TwilioRecordings(TwilioApi twilio, TwilioSettings settings, TwilioUrls urls) {
    this.twilio = twilio;
    this.settings = settings;
    this.urls = urls;
  }

  /** Records a leg in progress; Twilio names the recording at once. */
  @Override
  public Uni<Outcome<Taken>> begin(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    String told =
        urls.statusCallback(
                account.connectionId(), "recording-status", command.call(), command.leg())
            .toString();
    return twilio
        .ask(
            account,
            client ->
                com.twilio.rest.api.v2010.account.call.Recording.creator(
                        account.accountSid(), leg.value())
                    .setRecordingChannels("dual")
                    .setTrim("do-not-trim")
                    .setRecordingStatusCallback(URI.create(told))
                    .setRecordingStatusCallbackMethod(HttpMethod.POST)
                    .setRecordingStatusCallbackEvent(List.of("completed", "absent"))
                    .create(client))
        .map(reply -> begun(reply.map(begun -> begun.getSid()), leg));
  }

  /** A leg that was over is not refused to be recorded. */
  static Outcome<Taken> begun(CarrierReply<String> reply, CarrierCallId leg) {
    boolean isOver =
        reply instanceof CarrierReply.Refused<String> refused
            && (refused.code().equals(TwilioPort.NOT_IN_PROGRESS) || refused.status() == NOT_FOUND);
    return isOver
        ? new Outcome.Refused<>(CarrierPort.CALL_ENDED, "the leg was over")
        : reply.outcome(sid -> Taken.Accepted.recording(leg, sid));
  }

  @Override
  public Uni<Outcome<Taken>> pause(CarrierAccount account, Command command) {
    return change(account, command, com.twilio.rest.api.v2010.account.call.Recording.Status.PAUSED);
  }

  @Override
  public Uni<Outcome<Taken>> resume(CarrierAccount account, Command command) {
    return change(
        account, command, com.twilio.rest.api.v2010.account.call.Recording.Status.IN_PROGRESS);
  }

  /** A leg has one recording, ours; nothing stands on the file for the time of a pause. */
  private Uni<Outcome<Taken>> change(
      CarrierAccount account,
      Command command,
      com.twilio.rest.api.v2010.account.call.Recording.Status status) {
    CarrierCallId leg = command.payload().carrierCallId();
    return twilio
        .ask(
            account,
            client ->
                com.twilio.rest.api.v2010.account.call.Recording.updater(
                        account.accountSid(), leg.value(), "Twilio.CURRENT", status)
                    .setPauseBehavior("skip")
                    .update(client))
        .map(reply -> changed(reply.map(done -> done.getSid()), leg));
  }

  /** What is not recorded has not begun, or is over: the call tells which. */
  static Outcome<Taken> changed(CarrierReply<String> reply, CarrierCallId leg) {
    boolean isNone =
        reply instanceof CarrierReply.Refused<String> refused
            && (refused.code().equals(TwilioPort.NOT_IN_PROGRESS) || refused.status() == NOT_FOUND);
    return isNone
        ? new Outcome.NotTaken<>("nothing of the leg is recorded")
        : reply.outcome(done -> Taken.Accepted.of(leg));
  }

  @Override
  public Uni<CarrierReply<List<ListedRecording>>> ofLeg(CarrierAccount account, CarrierCallId leg) {
    return twilio
        .lookUp(
            account,
            client ->
                Recording.reader(account.accountSid())
                    .setCallSid(leg.value())
                    .setPageSize(MOST)
                    .firstPage(client))
        .map(reply -> reply.map(page -> listed(page.getRecords())));
  }

  private static List<ListedRecording> listed(List<Recording> recordings) {
    return recordings.stream()
        .filter(recording -> recording.getStatus() != Recording.Status.DELETED)
        .map(TwilioRecordings::listed)
        .toList();
  }

  private static ListedRecording listed(Recording recording) {
    boolean completed = recording.getStatus() == Recording.Status.COMPLETED;
    return new ListedRecording(
        recording.getSid(),
        completed ? "completed" : status(recording.getStatus()),
        completed ? Integer.valueOf(recording.getDuration()) : null,
        recording.getChannels(),
        TwilioLegReport.instant(recording.getStartTime()));
  }

  /** Null stands for a word this SDK does not know. */
  private static String status(Recording.Status status) {
    return status == Recording.Status.ABSENT ? "absent" : "in-progress";
  }

  @Override
  public Uni<Place> locate(CarrierAccount account, RecordingHandle recording) {
    if (!SID.matcher(recording.recordingId()).matches()) {
      return Uni.createFrom().item(new Place.Nowhere("not a recording sid of Twilio's"));
    }
    return recording.mediaUrl() == null
        ? ask(account, recording.recordingId())
        : Uni.createFrom().item(place(account, recording.recordingId(), recording.mediaUrl()));
  }

  /** Where nobody told of it, or that was long ago, Twilio says where its file lies now. */
  private Uni<Place> ask(CarrierAccount account, String sid) {
    return twilio
        .lookUp(account, client -> Recording.fetcher(account.accountSid(), sid).fetch(client))
        .map(
            reply ->
                reply instanceof CarrierReply.Done<Recording> done
                    ? place(account, sid, Objects.toString(done.value().getMediaUrl(), null))
                    : new Place.Nowhere(Lookup.CannotTell.because(reply).toString()));
  }

  private Place place(CarrierAccount account, String sid, String mediaUrl) {
    Optional<String> bucket = bucket(mediaUrl);
    if (bucket.isPresent()) {
      return new Place.Elsewhere(bucket.get());
    }
    String base = settings.apiUrl().toString().replaceFirst("/$", "");
    URI url =
        URI.create(
            base
                + "/2010-04-01/Accounts/"
                + account.accountSid()
                + "/Recordings/"
                + sid
                + ".mp3?RequestedChannels=2");
    String credentials = account.accountSid() + ":" + account.authToken();
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return new Place.At(url, basic, "audio/mpeg", null, null);
  }

  /** With a customer's own storage Twilio names his host; nothing is ever fetched from it. */
  private Optional<String> bucket(String mediaUrl) {
    URI told = MediaAddress.parsed(mediaUrl);
    if (told == null || !"https".equals(told.getScheme()) || told.getHost() == null) {
      return Optional.empty();
    }
    String host = told.getHost().toLowerCase(Locale.ROOT);
    boolean own = host.equals(settings.apiUrl().getHost()) || ("." + host).endsWith(".twilio.com");
    return own ? Optional.empty() : Optional.of(host);
  }

  @Override
  public Uni<Outcome<Erasure>> erase(CarrierAccount account, RecordingHandle recording) {
    return twilio
        .ask(
            account,
            client ->
                Recording.deleter(account.accountSid(), recording.recordingId()).delete(client))
        .map(Erasures::of);
  }
}
