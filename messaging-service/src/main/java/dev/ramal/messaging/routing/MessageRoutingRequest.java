package dev.ramal.messaging.routing;

import dev.ramal.events.Carrier;
import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.MessageProblems;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of how messages go out; an absent field keeps its value. */
@Schema(
    name = "MessageRoutingSettingsChange",
    examples =
"""
{"sms": ["twilio", "telnyx"], "whatsapp": ["twilio", "telnyx"], "smsAfterMinutes": 30}
""")
record MessageRoutingRequest(
    @Schema(
            description =
                "Carriers for SMS, the first is asked first; a carrier that is left out sends none",
            examples = "[\"twilio\", \"telnyx\"]")
        List<String> sms,
    @Schema(
            description = "The same for WhatsApp; free text goes only where a window is open",
            examples = "[\"twilio\", \"telnyx\"]")
        List<String> whatsapp,
    @Schema(
            description =
                "After so many minutes without delivery of a WhatsApp message one SMS follows; 0:"
                    + " never",
            minimum = "0",
            maximum = "1440",
            examples = "30")
        Integer smsAfterMinutes) {

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  MessageRoutingSettings changed(MessageRoutingSettings before) {
    if (sms == null && whatsapp == null && smsAfterMinutes == null) {
      throw MessageProblems.badRouting().detail("Name at least one field.").exception();
    }
    Problem problem =
        checked("whatsapp", whatsapp, checked("sms", sms, MessageProblems.badRouting()));
    if (smsAfterMinutes != null
        && (smsAfterMinutes < 0 || smsAfterMinutes > MessageRoutingSettings.MOST_MINUTES)) {
      problem =
          problem.field(
              "smsAfterMinutes", "must be from 0 to " + MessageRoutingSettings.MOST_MINUTES);
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new MessageRoutingSettings(
        sms == null ? before.sms() : read(sms),
        whatsapp == null ? before.whatsapp() : read(whatsapp),
        smsAfterMinutes == null ? before.smsAfterMinutes() : smsAfterMinutes);
  }

  private static Problem checked(String field, List<String> words, Problem problem) {
    boolean right =
        words == null
            || !words.isEmpty()
                && List.of(Carrier.words()).containsAll(words)
                && new HashSet<>(words).size() == words.size();
    return right
        ? problem
        : problem.field(field, "must name at least one carrier, each once", Carrier.words());
  }

  private static Optional<List<Carrier>> read(List<String> words) {
    return Optional.of(words.stream().map(Carrier::of).toList());
  }
}
