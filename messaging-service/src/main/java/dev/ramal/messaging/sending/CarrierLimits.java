package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.events.Media;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.carrier.MessageLimits;
import dev.ramal.messaging.carrier.MessageLimits.MediaLimit;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.Segments;
import dev.ramal.messaging.message.SmsRules;
import java.util.List;

/** Whether the carrier that was chosen takes what a message holds. */
final class CarrierLimits {
  private CarrierLimits() {}

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming what it does not take
   */
  static void check(ValidMessage valid, String body, MessageLimits limits) {
    FieldFaults faults = new FieldFaults();
    boolean alone = valid.media().isEmpty() && valid.buttons().isEmpty();
    int most = alone ? limits.body() : limits.beside();
    if (body.length() > most) {
      faults.add(
          MessageProblems.tooLong(most)
              .field("body", "must have at most " + most + " characters through this carrier"));
    }
    if (!valid.media().isEmpty()) {
      checkMedia(valid, limits, faults);
    }
    faults.throwIfAny();
  }

  /** Whether another carrier takes a message that was made for the one that did not take it. */
  static boolean take(MessageDetails message, SmsRules rules, MessageLimits limits) {
    ValidMessage asked =
        new ValidMessage(
            message.to().number().orElse(null),
            message.channel(),
            message.body(),
            false,
            null,
            null,
            null,
            null,
            null,
            message.media(),
            message.content() == null ? List.of() : message.content().buttons());
    try {
      check(asked, message.body(), limits);
    } catch (ProblemException e) {
      return false;
    }
    return message.channel() != Channel.SMS
        || Segments.of(Channel.SMS, message.body(), rules).count() <= rules.mostParts();
  }

  private static void checkMedia(ValidMessage valid, MessageLimits limits, FieldFaults faults) {
    int files = valid.media().size();
    if (limits.files() == 0) {
      faults.add(
          MessageProblems.mediaNotTaken("no-media")
              .field(
                  "mediaUrls",
                  "no files go this way: MMS is there between numbers of the USA and Canada only."
                      + " Write the address into the text, or send it by WhatsApp"));
      return;
    }
    if (files > limits.files()) {
      faults.add(
          MessageProblems.mediaNotTaken("media-count")
              .field("mediaUrls", "must be at most " + limits.files() + " this way"));
      return;
    }
    boolean sound = valid.media().stream().anyMatch(CarrierLimits::isSound);
    if (valid.channel() == Channel.WHATSAPP && sound && !valid.body().isEmpty()) {
      faults.add(
          MessageProblems.mediaNotTaken("media-text")
              .field("body", "must be empty: by WhatsApp no text goes with a sound"));
    }
    for (int i = 0; i < files; i++) {
      checkFile(i, valid.media().get(i), limits, faults);
    }
  }

  private static boolean isSound(Media file) {
    return file.contentType() != null && file.contentType().startsWith("audio/");
  }

  private static void checkFile(
      int position, Media file, MessageLimits limits, FieldFaults faults) {
    MediaLimit limit = limits.of(file);
    if (limit == null) {
      faults.add(
          MessageProblems.mediaNotTaken("media-type")
              .field(
                  MediaUrls.field(position),
                  "is of a type that is not taken: " + file.contentType(),
                  limits.media().stream()
                      .flatMap(each -> each.types().stream())
                      .sorted()
                      .toArray(String[]::new)));
    } else if (file.bytes() > limit.bytes()) {
      faults.add(
          MessageProblems.mediaNotTaken("media-size")
              .field(
                  MediaUrls.field(position),
                  "must have at most " + limit.bytes() + " bytes, has " + file.bytes()));
    }
  }
}
