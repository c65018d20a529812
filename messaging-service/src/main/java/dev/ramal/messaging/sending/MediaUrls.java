package dev.ramal.messaging.sending;

import dev.ramal.events.Media;
import java.util.ArrayList;
import java.util.List;

/** Addresses of files that are to be sent; {@link CheckMedia} looks at what lies there. */
final class MediaUrls {
  /** Of one message. Source: Twilio 21620, Telnyx. */
  private static final int MOST = 10;

  private static final int LONGEST = 2048;

  private MediaUrls() {}

  static List<Media> read(List<String> urls, FieldFaults faults) {
    if (urls == null || urls.isEmpty()) {
      return List.of();
    }
    if (urls.size() > MOST) {
      faults.add("mediaUrls", "must be at most " + MOST);
      return List.of();
    }
    List<Media> media = new ArrayList<>();
    for (int i = 0; i < urls.size(); i++) {
      String url = urls.get(i);
      if (url == null || url.isBlank() || url.length() > LONGEST) {
        faults.add(field(i), "must be an address of 1 to " + LONGEST + " characters");
      } else {
        media.add(new Media(url.strip(), null, null, null));
      }
    }
    return media;
  }

  static String field(int position) {
    return "mediaUrls[" + position + "]";
  }
}
