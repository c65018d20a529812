package dev.ramal.messaging.carrier;

import dev.ramal.events.E164;
import dev.ramal.events.Media;
import dev.ramal.numbering.Destinations;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a carrier takes in one message between two numbers.
 *
 * @param body most characters of a text that stands alone
 * @param beside most characters of a text beside a file or buttons
 * @param files most of them; 0 where none go
 * @param media what the files may be
 */
public record MessageLimits(int body, int beside, int files, List<MediaLimit> media) {
  private static final long MEGABYTE = 1_000_000;

  /** Where numbers send and take MMS. */
  private static final Set<String> MMS_COUNTRIES = Set.of("US", "CA");

  /** Texts alone, as a carrier takes them that says nothing more. */
  public static final MessageLimits TEXT = new MessageLimits(1600, 1600, 0, List.of());

  /** What WhatsApp takes of pictures, through whichever carrier. Source: Meta, supported media. */
  public static final MediaLimit WHATSAPP_IMAGE = limit(5, "image/jpeg", "image/png");

  public static final MediaLimit WHATSAPP_AUDIO =
      limit(16, "audio/aac", "audio/mp4", "audio/mpeg", "audio/amr", "audio/ogg");

  public static final MediaLimit WHATSAPP_VIDEO = limit(16, "video/mp4", "video/3gpp");

  /**
   * Files of some types.
   *
   * @param bytes most of one
   */
  public record MediaLimit(Set<String> types, long bytes) {}

  public MessageLimits {
    media = List.copyOf(media);
  }

  /**
   * @param megabytes of 1,000,000 bytes
   */
  public static MediaLimit limit(int megabytes, String... types) {
    return new MediaLimit(Set.copyOf(Arrays.asList(types)), megabytes * MEGABYTE);
  }

  /** A document by WhatsApp. */
  public static MediaLimit whatsAppDocument(int megabytes) {
    return limit(
        megabytes,
        "application/pdf",
        "text/plain",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation");
  }

  /** What an MMS carries: pictures, sounds and films that any handset shows. */
  public static MediaLimit mms(int megabytes) {
    return limit(
        megabytes,
        "image/jpeg",
        "image/png",
        "image/gif",
        "audio/mpeg",
        "audio/mp4",
        "audio/amr",
        "video/mp4",
        "video/3gpp");
  }

  /** Whether MMS go between two numbers, through whichever carrier. */
  public static boolean haveMms(E164 from, E164 to) {
    return hasMms(from) && hasMms(to);
  }

  private static boolean hasMms(E164 number) {
    return number.value().startsWith("+1") && MMS_COUNTRIES.contains(Destinations.country(number));
  }

  /** The limit of a file's type; null where the type is not taken. */
  public MediaLimit of(Media file) {
    return media.stream()
        .filter(limit -> file.contentType() != null && limit.types().contains(file.contentType()))
        .findFirst()
        .orElse(null);
  }
}
