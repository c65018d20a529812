package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.ReplyButton;
import dev.ramal.messaging.message.BlankText;
import dev.ramal.messaging.sending.NewMessage.NewButton;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers to be offered. Source: WhatsApp, interactive reply buttons: three of different titles
 * with up to 20 characters, ids of up to 256.
 */
final class ReplyButtons {
  private static final int MOST = 3;
  private static final int LONGEST_TITLE = 20;
  private static final int LONGEST_ID = 200;

  private ReplyButtons() {}

  static List<ReplyButton> read(NewMessage asked, Optional<Channel> channel, FieldFaults faults) {
    List<NewButton> buttons = asked.buttons();
    if (buttons == null || buttons.isEmpty()) {
      return List.of();
    }
    if (channel.filter(Channel.SMS::equals).isPresent()) {
      faults.add("buttons", "go by WhatsApp only");
    }
    if (asked.mediaUrls() != null && !asked.mediaUrls().isEmpty()) {
      faults.add("buttons", "do not go together with a file");
    } else if (asked.body() == null || BlankText.is(asked.body())) {
      faults.add("body", "must say what the buttons answer");
    }
    if (buttons.size() > MOST) {
      faults.add("buttons", "must be at most " + MOST);
      return List.of();
    }
    return read(buttons, faults);
  }

  private static List<ReplyButton> read(List<NewButton> buttons, FieldFaults faults) {
    List<ReplyButton> read = new ArrayList<>();
    Set<String> titles = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < buttons.size(); i++) {
      NewButton button = buttons.get(i);
      String title = button == null ? null : button.title();
      if (!fits(title, LONGEST_TITLE) || !titles.add(title)) {
        faults.add(
            "buttons[" + i + "].title",
            "must have 1 to " + LONGEST_TITLE + " characters and be unlike the others");
        continue;
      }
      String id = button.id() == null ? title : button.id();
      if (!fits(id, LONGEST_ID) || !ids.add(id)) {
        faults.add(
            "buttons[" + i + "].id",
            "must have 1 to " + LONGEST_ID + " characters and be unlike the others");
        continue;
      }
      read.add(new ReplyButton(id, Normalizer.normalize(title, Normalizer.Form.NFC)));
    }
    return read;
  }

  private static boolean fits(String text, int longest) {
    return text != null && text.length() <= longest && !BlankText.is(text);
  }
}
