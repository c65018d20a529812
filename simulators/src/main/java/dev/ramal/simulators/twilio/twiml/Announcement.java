package dev.ramal.simulators.twilio.twiml;

import dev.ramal.simulators.http.Reply;
import dev.ramal.simulators.twilio.calls.TwilioCall;
import dev.ramal.simulators.twilio.webhooks.WebhookTarget;
import java.util.List;
import java.util.Set;

/** What one participant of a conference is played: verbs that only sound, else error 13238. */
final class Announcement {
  private static final Set<String> VERBS = Set.of("Say", "Play", "Pause", "Redirect");

  private Announcement() {}

  /** Whether there was something to hear. */
  static boolean hear(TwilioCall call, WebhookTarget target, Reply reply) {
    if (!reply.ok()) {
      return false;
    }
    String type = reply.contentType() == null ? "" : reply.contentType();
    if (type.startsWith("audio/")) {
      call.heard.add("audio " + target.url());
      return true;
    }
    try {
      List<Twiml> verbs = Twiml.parse(reply.body()).children();
      if (!verbs.stream().allMatch(verb -> VERBS.contains(verb.name()))) {
        call.errorCode = 13238;
        return false;
      }
      verbs.forEach(verb -> call.heard.add(sound(verb)));
      return !verbs.isEmpty();
    } catch (Twiml.Unusable unusable) {
      call.errorCode = unusable.code;
      return false;
    }
  }

  private static String sound(Twiml verb) {
    String digits = verb.attributes().get("digits");
    if (digits != null) {
      return "digits " + digits;
    }
    return switch (verb.name()) {
      case "Play" -> "audio " + verb.text();
      case "Say" -> "said " + verb.text();
      default -> verb.name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
