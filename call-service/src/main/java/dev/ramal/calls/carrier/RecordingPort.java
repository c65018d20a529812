package dev.ramal.calls.carrier;

import dev.ramal.calls.commands.Command;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.jobs.Outcome;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** What a recording needs from a carrier. One implementation per carrier. */
public interface RecordingPort {

  /**
   * Records an answered leg, each side on a channel of its own.
   *
   * @return {@code Accepted} with the carrier's id of the recording, where it names it; refused
   *     with {@link CarrierPort#CALL_ENDED} when the leg was over
   */
  Uni<Outcome<Taken>> begin(CarrierAccount account, Command command);

  /**
   * Records nothing of the leg until {@link #resume}, so that what is said meanwhile is on no file.
   * Doing it twice does no harm. Where nothing is recorded {@code NotTaken}: it has not begun yet,
   * or the leg has ended.
   */
  Uni<Outcome<Taken>> pause(CarrierAccount account, Command command);

  /** Goes on with a recording that pauses; answers as {@link #pause} does. */
  Uni<Outcome<Taken>> resume(CarrierAccount account, Command command);

  /**
   * Where the recording can be fetched now. Addresses that a callback named are never taken on
   * trust: an organization signs its own Telnyx callbacks, and must not make us fetch from our own
   * network.
   */
  Uni<Place> locate(CarrierAccount account, RecordingHandle recording);

  /** The recordings that the carrier has of a leg, without those that were erased. */
  Uni<CarrierReply<List<ListedRecording>>> ofLeg(CarrierAccount account, CarrierCallId leg);

  /**
   * A recording as a carrier lists it; what it does not tell is null.
   *
   * @param status in-progress, completed, absent or failed
   */
  record ListedRecording(
      String recordingId, String status, Integer seconds, Integer channels, Instant startedAt) {
    public boolean isFinished() {
      return "completed".equals(status);
    }

    /** Nothing more will come of it. */
    public boolean isOver() {
      return !"in-progress".equals(status);
    }
  }

  /** Erases it at the carrier; done is, too, what is not there. */
  Uni<Outcome<Erasure>> erase(CarrierAccount account, RecordingHandle recording);

  /** Where a recording is. */
  sealed interface Place {

    /**
     * @param authorization header to send; null for none
     * @param seconds null when the carrier did not say
     * @param channels null when the carrier did not say
     */
    record At(URI url, String authorization, String contentType, Integer seconds, Integer channels)
        implements Place {
      @Override
      public String toString() {
        return "recording at " + url.getHost();
      }
    }

    /**
     * In a bucket of the customer's own: the carrier put it there, and only he can open it.
     *
     * @param host of the address that the carrier told
     */
    record Elsewhere(String host) implements Place {}

    /** Not there, not yet there, or not askable: look again later. */
    record Nowhere(String reason) implements Place {}
  }

  /**
   * What we know of a recording at a carrier.
   *
   * @param recordingId the carrier's id; a stand-in where the carrier named none
   * @param standIn whether it is one: the id of the fact that told of the recording
   * @param carrierCallId the carrier's handle of the leg; null when unknown
   * @param sessionId the carrier's id of related legs; null when unknown
   * @param mediaUrl where a callback said it is; null when it said nothing
   * @param mediaUrlUntil when that address dies; null when it does not
   */
  public record RecordingHandle(
      String recordingId,
      boolean standIn,
      String carrierCallId,
      String sessionId,
      String mediaUrl,
      Instant mediaUrlUntil) {}
}
