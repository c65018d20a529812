package dev.ramal.simulators.twilio.recordings;

import dev.ramal.simulators.http.Fields;
import java.util.Locale;
import java.util.Map;

/** How a verb wants its recording. */
public final class RecordingWishes {
  private RecordingWishes() {}

  /** Recording attributes of a verb under the names that forms use. */
  public static Fields of(Map<String, String> attributes) {
    Fields wishes = new Fields();
    attributes.forEach(
        (name, value) -> {
          if (name.startsWith("recording")) {
            wishes.set(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), value);
          }
        });
    if (attributes.getOrDefault("record", "").endsWith("-dual")) {
      wishes.set("RecordingChannels", "dual");
    }
    return wishes;
  }
}
