package dev.ramal.calls.carrier.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Erasure;
import dev.ramal.calls.carrier.Erasures;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.carrier.RecordingPort;
import dev.ramal.calls.carrier.RecordingPort.RecordingHandle;
import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.carrier.TranscriptWish;
import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.files.KnownPlaces;
import dev.ramal.carriers.files.MediaAddress;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.carriers.telnyx.TelnyxSettings;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Recordings at Telnyx. The address of a callback lives ten minutes; after that the API hands out a
 * fresh one.
 */
@ApplicationScoped
class TelnyxRecordings implements RecordingPort {
  private static final Duration NEARLY_DEAD = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;
  private static final Set<String> BUCKETS = Set.of("https", "s3", "gs");

  private final TelnyxApi telnyx;
  private final URI api;
  private final KnownPlaces places;
  private final TranscriptWish wish;
  private final Clock clock;

  TelnyxRecordings(
      TelnyxApi telnyx,
      TelnyxSettings settings,
      TelnyxMediaConfig media,
      TranscriptWish wish,
      Clock clock) {
    this.telnyx = telnyx;
    this.api = URI.create(settings.apiUrl());
    this.places = new KnownPlaces(media.places());
    this.wish = wish;
    this.clock = clock;
  }

  @Override
  public Uni<Outcome<Taken>> begin(CarrierAccount account, Command command) {
    CarrierCallId leg = command.payload().carrierCallId();
    return wish.language(account.tenant())
        .map(language -> start(command, language.orElse(null)))
        .chain(
            body ->
                telnyx.post(account, TelnyxPort.action(leg, "record_start"), body, JsonNode.class))
        .map(reply -> begun(reply, leg));
  }

  private static TelnyxCommands.RecordStart start(Command command, String language) {
    return new TelnyxCommands.RecordStart(
        "dual",
        "mp3",
        language == null ? null : true,
        language,
        TelnyxPort.clientState(command),
        command.id());
  }

  /** A leg that was over is not refused to be recorded. */
  static Outcome<Taken> begun(CarrierReply<JsonNode> reply, CarrierCallId leg) {
    return TelnyxPort.isOver(reply)
        ? new Outcome.Refused<>(CarrierPort.CALL_ENDED, "the leg was over")
        : reply.outcome(begun -> Taken.Accepted.recording(leg, recordingId(begun)));
  }

  /** Null where Telnyx does not name it, as its documents have it. */
  private static String recordingId(JsonNode begun) {
    return begun == null ? null : begun.path("recording_id").textValue();
  }

  @Override
  public Uni<Outcome<Taken>> pause(CarrierAccount account, Command command) {
    return change(account, command, "record_pause");
  }

  @Override
  public Uni<Outcome<Taken>> resume(CarrierAccount account, Command command) {
    return change(account, command, "record_resume");
  }

  /** Without an id it is about what is recorded of the leg; the answer is Telnyx's only word. */
  private Uni<Outcome<Taken>> change(CarrierAccount account, Command command, String action) {
    CarrierCallId leg = command.payload().carrierCallId();
    return telnyx
        .post(
            account,
            TelnyxPort.action(leg, action),
            new TelnyxCommands.OfRecording(TelnyxPort.clientState(command), command.id()),
            JsonNode.class)
        .map(reply -> changed(reply, leg));
  }

  /** What is not recorded has not begun, or is over: the call tells which. */
  static Outcome<Taken> changed(CarrierReply<JsonNode> reply, CarrierCallId leg) {
    boolean isNone =
        reply instanceof CarrierReply.Refused<JsonNode> refused
            && (TelnyxPort.isOver(reply) || refused.status() == UNPROCESSABLE);
    return isNone
        ? new Outcome.NotTaken<>("nothing of the leg is recorded")
        : reply.outcome(done -> Taken.Accepted.of(leg));
  }

  @Override
  public Uni<Place> locate(CarrierAccount account, RecordingHandle recording) {
    boolean fresh =
        recording.mediaUrl() != null
            && recording.mediaUrlUntil() != null
            && clock.instant().isBefore(recording.mediaUrlUntil().minus(NEARLY_DEAD));
    if (fresh) {
      return Uni.createFrom().item(at(recording.mediaUrl(), null, null));
    }
    return telnyx
        .get(account, path(recording.recordingId()), Map.of(), TelnyxRecording.class)
        .chain(
            reply ->
                reply instanceof CarrierReply.Refused<TelnyxRecording> refused
                        && refused.status() == NOT_FOUND
                        && recording.sessionId() != null
                    ? search(account, recording)
                    : Uni.createFrom().item(place(reply)));
  }

  /** For a recording whose callback named no id. */
  private Uni<Place> search(CarrierAccount account, RecordingHandle recording) {
    return ofLeg(account, recording)
        .map(reply -> place(reply.map(found -> found.isEmpty() ? null : found.get(0))));
  }

  private Uni<CarrierReply<List<TelnyxRecording>>> ofLeg(
      CarrierAccount account, RecordingHandle recording) {
    return telnyx
        .get(
            account,
            "/recordings",
            Map.of("filter[call_session_id]", recording.sessionId()),
            TelnyxRecording[].class)
        .map(
            reply ->
                reply.map(
                    found ->
                        found == null
                            ? List.of()
                            : Arrays.stream(found)
                                .filter(one -> one.isOfLeg(recording.carrierCallId()))
                                .toList()));
  }

  @Override
  public Uni<CarrierReply<List<ListedRecording>>> ofLeg(CarrierAccount account, CarrierCallId leg) {
    return telnyx
        .get(
            account,
            "/recordings",
            Map.of("filter[call_control_id]", leg.value()),
            TelnyxRecording[].class)
        .map(
            reply ->
                reply.map(
                    found ->
                        found == null
                            ? List.of()
                            : Arrays.stream(found).map(TelnyxRecording::listed).toList()));
  }

  private Place place(CarrierReply<TelnyxRecording> reply) {
    if (reply instanceof CarrierReply.Done<TelnyxRecording> done) {
      return done.value() == null || done.value().mp3() == null
          ? new Place.Nowhere("Telnyx knows no file of this recording")
          : at(done.value().mp3(), done.value().seconds(), done.value().channelCount());
    }
    return new Place.Nowhere(Lookup.CannotTell.because(reply).toString());
  }

  private Place at(String url, Integer seconds, Integer channels) {
    URI address = MediaAddress.parsed(url);
    if (address != null && !isTelnyx(address) && isBucket(address)) {
      return new Place.Elsewhere(address.getHost());
    }
    if (address == null || !isTelnyx(address)) {
      return new Place.Nowhere("the file's address is none of Telnyx's");
    }
    String contentType =
        address.getPath() != null && address.getPath().endsWith(".wav")
            ? "audio/wav"
            : "audio/mpeg";
    return new Place.At(address, null, contentType, seconds, channels);
  }

  /** The configured API's own origin, or HTTPS at a place that Telnyx keeps recordings in. */
  private boolean isTelnyx(URI address) {
    if (address.getHost() == null || address.getUserInfo() != null) {
      return false;
    }
    String host = address.getHost().toLowerCase(Locale.ROOT);
    boolean sameOrigin =
        host.equals(api.getHost())
            && address.getPort() == api.getPort()
            && address.getScheme().equals(api.getScheme());
    return sameOrigin || places.hold(address);
  }

  /** With a customer's own storage Telnyx tells where it put the file there. */
  private static boolean isBucket(URI address) {
    return address.getHost() != null && BUCKETS.contains(address.getScheme());
  }

  @Override
  public Uni<Outcome<Erasure>> erase(CarrierAccount account, RecordingHandle recording) {
    return recording.standIn()
        ? eraseOfLeg(account, recording)
        : erase(account, recording.recordingId());
  }

  private Uni<Outcome<Erasure>> erase(CarrierAccount account, String recordingId) {
    return telnyx.delete(account, path(recordingId), JsonNode.class).map(Erasures::of);
  }

  /** Telnyx never named it, so "no such recording" would prove nothing: all of the leg go. */
  private Uni<Outcome<Erasure>> eraseOfLeg(CarrierAccount account, RecordingHandle recording) {
    if (recording.sessionId() == null) {
      return Uni.createFrom()
          .item(new Outcome.Unknown<>("Telnyx named neither the recording nor its session"));
    }
    return ofLeg(account, recording)
        .chain(reply -> Erasures.eachOf(reply, one -> erase(account, one.id())));
  }

  private static String path(String recordingId) {
    return "/recordings/" + TelnyxApi.segment(recordingId);
  }
}
