package dev.ramal.messaging.lineage;

import java.util.regex.Pattern;

/** The type of an event, as people say it. */
final class EventName {
  private static final String ALL = "dev.ramal.";

  /** Anybody may have written the type. */
  private static final Pattern DOTS_BEHIND = Pattern.compile("\\.+$");

  private EventName() {}

  /** {@code CallEnded}, {@code carrier.call.ringing}; {@code ?} where the record names no type. */
  static String of(String type) {
    String name = type == null ? "" : DOTS_BEHIND.matcher(type).replaceFirst("");
    if (name.isEmpty()) {
      return "?";
    }
    String ours = name.startsWith(ALL) ? name.substring(ALL.length()) : name;
    String last = ours.substring(ours.lastIndexOf('.') + 1);
    return Character.isUpperCase(last.charAt(0)) ? last : ours;
  }
}
