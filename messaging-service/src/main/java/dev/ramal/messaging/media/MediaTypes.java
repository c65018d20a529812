package dev.ramal.messaging.media;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Content types of files from outside. What a browser would run is never shown as what it is:
 * strangers send these files.
 */
final class MediaTypes {
  /** For what is only to be saved. */
  static final String BYTES = "application/octet-stream";

  /** What a browser shows without running anything, and the extension of its files. */
  private static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("image/jpeg", "jpg"),
          Map.entry("image/png", "png"),
          Map.entry("image/gif", "gif"),
          Map.entry("image/webp", "webp"),
          Map.entry("audio/ogg", "ogg"),
          Map.entry("audio/mpeg", "mp3"),
          Map.entry("audio/mp4", "m4a"),
          Map.entry("audio/aac", "aac"),
          Map.entry("audio/amr", "amr"),
          Map.entry("video/mp4", "mp4"),
          Map.entry("video/3gpp", "3gp"));

  private static final Map<String, String> SAVED =
      Map.ofEntries(
          Map.entry("application/pdf", "pdf"),
          Map.entry("text/vcard", "vcf"),
          Map.entry("text/x-vcard", "vcf"),
          Map.entry("text/plain", "txt"),
          Map.entry("text/csv", "csv"),
          Map.entry("application/zip", "zip"),
          Map.entry("application/msword", "doc"),
          Map.entry("application/vnd.ms-excel", "xls"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
          Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"));

  /** How a carrier's error comes instead of a file. */
  private static final Set<String> PAGES =
      Set.of(
          "text/html", "application/xhtml+xml", "application/xml", "text/xml", "application/json");

  private MediaTypes() {}

  /** The bare type in lower case; null when nothing was said. */
  static String bare(String told) {
    if (told == null || told.isBlank()) {
      return null;
    }
    int parameters = told.indexOf(';');
    return (parameters < 0 ? told : told.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /** Whether a page was answered where a file was told of. */
  static boolean isPageInstead(String answered, String told) {
    String type = bare(answered);
    return PAGES.contains(type == null ? "" : type) && !type.equals(bare(told));
  }

  /**
   * The type by which a file is kept and shown.
   *
   * @param answered by whoever had it; null when not said
   * @param told by the callback; null when not said
   */
  static String of(String answered, String told) {
    String type = bare(answered);
    if (type == null || type.equals(BYTES) || type.equals("binary/octet-stream")) {
      type = bare(told);
    }
    return type != null && (SHOWN.containsKey(type) || SAVED.containsKey(type)) ? type : BYTES;
  }

  /** How a browser is to take it: shown in its place, or saved under a name of ours. */
  static String disposition(String type, int position) {
    String extension = SHOWN.getOrDefault(type, SAVED.getOrDefault(type, "bin"));
    String how = SHOWN.containsKey(type) ? "inline" : "attachment";
    return "%s; filename=\"arquivo-%d.%s\"".formatted(how, position + 1, extension);
  }
}
