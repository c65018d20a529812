package dev.ramal.messaging.sending;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.WhatsAppUserId;
import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.message.TextChange;
import dev.ramal.messaging.templates.ComposeText;
import dev.ramal.messaging.templates.TemplateRef;
import dev.ramal.numbering.DialableNumber;
import dev.ramal.numbering.MeantNumber;
import dev.ramal.numbering.Spellings;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A new message whose fields are all right.
 *
 * @param body with each letter and its accent as one character: decomposed, "João" arrives as
 *     "Joa~o"; null where it is made of a template
 * @param plainSpelling whether characters that force an SMS into UCS-2 are to be spelled plainly
 * @param contactId null when unknown
 * @param carrier null when ours to choose
 * @param campaignId null for none
 * @param template null for free text
 */
record ValidMessage(
    E164 to,
    Channel channel,
    String body,
    boolean plainSpelling,
    String contactId,
    Carrier carrier,
    String campaignId,
    TemplateRef template) {
  private static final int LONGEST_ID = 200;

  private static final Pattern NO_PHONE = Pattern.compile("[0-9]{3,6}|\\p{Alpha}[^+@]*");

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming every field that is wrong
   */
  static ValidMessage of(NewMessage asked) {
    Problem problem = MessageProblems.badFields();
    if (asked == null) {
      throw problem.detail("The body must hold to, channel and body.").exception();
    }
    Optional<E164> to = DialableNumber.toWriteTo(asked.to());
    if (to.isEmpty()) {
      problem =
          problem
              .field("to", notANumber(asked.to()))
              .with("suggestion", MeantNumber.of(asked.to()).map(E164::value).orElse(null));
    }
    problem = FieldChecks.channel(problem, asked.channel());
    problem = asked.template() == null ? problem : ComposeText.check(problem, asked.template());
    if (asked.body() != null) {
      problem =
          asked.template() == null
              ? FieldChecks.body(problem, asked.body())
              : problem.field("body", "stands in the template: name one of the two");
    }
    if (tooLong(asked.campaignId(), LONGEST_ID)) {
      problem = problem.field("campaignId", "must have at most " + LONGEST_ID + " characters");
    }
    if (tooLong(asked.contactId(), LONGEST_ID)) {
      problem = problem.field("contactId", "must have at most " + LONGEST_ID + " characters");
    }
    problem = FieldChecks.carrier(problem, asked.carrier());
    if (problem.errors().isEmpty() && asked.body() == null && asked.template() == null) {
      problem =
          problem.field(
              "body", "must have 1 to " + FieldChecks.LONGEST_BODY + " characters, or a template");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new ValidMessage(
        Spellings.current(to.orElseThrow()),
        Channel.of(asked.channel()),
        asked.body() == null ? null : TextChange.compose(asked.body()),
        Boolean.TRUE.equals(asked.plainSpelling()),
        asked.contactId(),
        asked.carrier() == null ? null : Carrier.of(asked.carrier()),
        asked.campaignId(),
        asked.template());
  }

  /** Short codes and names write to us; nobody can write to them. */
  private static String notANumber(String to) {
    if (WhatsAppUserId.isOne(to)) {
      return "is the id that WhatsApp gives a person who does not show the number: such a person"
          + " can be answered only once WhatsApp tells the number too";
    }
    return to != null && NO_PHONE.matcher(to).matches()
        ? "is a short code or a name: whoever writes from one cannot be answered"
        : "must be a number in E.164, as in +5511987654321";
  }

  private static boolean tooLong(String text, int longest) {
    return text != null && text.length() > longest;
  }
}
