package dev.ramal.messaging.sending;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.Media;
import dev.ramal.events.ReplyButton;
import dev.ramal.events.WhatsAppUserId;
import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.message.BlankText;
import dev.ramal.messaging.message.TextChange;
import dev.ramal.messaging.templates.ComposeText;
import dev.ramal.messaging.templates.TemplateRef;
import dev.ramal.numbering.DialableNumber;
import dev.ramal.numbering.MeantNumber;
import dev.ramal.numbering.Spellings;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A new message whose fields are all right, as far as that can be seen without asking anybody.
 *
 * @param body with each letter and its accent as one character: decomposed, "João" arrives as
 *     "Joa~o"; empty only where there is a file, null where it is made of a template
 * @param plainSpelling whether characters that force an SMS into UCS-2 are to be spelled plainly
 * @param contactId null when unknown
 * @param carrier null when ours to choose
 * @param campaignId null for none
 * @param template null for free text
 * @param sendAt null for at once
 * @param media their addresses, with types and sizes once they were looked at
 */
record ValidMessage(
    E164 to,
    Channel channel,
    String body,
    boolean plainSpelling,
    String contactId,
    Carrier carrier,
    String campaignId,
    TemplateRef template,
    Instant sendAt,
    List<Media> media,
    List<ReplyButton> buttons) {
  /** Of WhatsApp itself; a carrier may take less. */
  static final int LONGEST_WHATSAPP = 4096;

  private static final int LONGEST_ID = 200;

  private static final Pattern NO_PHONE = Pattern.compile("[0-9]{3,6}|\\p{Alpha}[^+@]*");

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming every field that is wrong
   */
  static ValidMessage of(NewMessage asked, Instant now) {
    if (asked == null) {
      throw MessageProblems.badFields()
          .detail("The body must hold to, channel and body.")
          .exception();
    }
    FieldFaults faults = new FieldFaults();
    Optional<Channel> channel = channel(asked, faults);
    E164 to = recipient(asked, channel, faults);
    List<Media> media = MediaUrls.read(asked.mediaUrls(), faults);
    checkBody(asked, channel, faults);
    List<ReplyButton> buttons = ReplyButtons.read(asked, channel, faults);
    Instant sendAt = SendTime.read(asked.sendAt(), now, faults);
    if (tooLong(asked.contactId(), LONGEST_ID)) {
      faults.add("contactId", "must have at most " + LONGEST_ID + " characters");
    }
    String[] carriers = Carrier.known().stream().map(Carrier::wire).toArray(String[]::new);
    if (asked.carrier() != null && !Arrays.asList(carriers).contains(asked.carrier())) {
      faults.add("carrier", "must be a known carrier", carriers);
    }
    if (tooLong(asked.campaignId(), LONGEST_ID)) {
      faults.add("campaignId", "must have at most " + LONGEST_ID + " characters");
    }
    checkTemplate(asked, faults);
    faults.throwIfAny();
    return new ValidMessage(
        to,
        channel.orElseThrow(),
        body(asked),
        Boolean.TRUE.equals(asked.plainSpelling()),
        asked.contactId(),
        asked.carrier() == null ? null : Carrier.of(asked.carrier()),
        asked.campaignId(),
        asked.template(),
        sendAt,
        media,
        buttons);
  }

  /**
   * An SMS or WhatsApp text that nobody asked for over HTTP.
   *
   * @param contactId null when unknown
   * @param campaignId null for none
   */
  static ValidMessage text(
      E164 to, Channel channel, String body, String contactId, String campaignId) {
    return new ValidMessage(
        to, channel, body, false, contactId, null, campaignId, null, null, List.of(), List.of());
  }

  /** The same of a template; by WhatsApp as approved, where the window is closed. */
  static ValidMessage of(E164 to, Channel channel, TemplateRef template) {
    return new ValidMessage(
        to, channel, null, false, null, null, null, template, null, List.of(), List.of());
  }

  /** The same, its files looked at. */
  ValidMessage with(List<Media> looked) {
    return new ValidMessage(
        to,
        channel,
        body,
        plainSpelling,
        contactId,
        carrier,
        campaignId,
        template,
        sendAt,
        looked,
        buttons);
  }

  /** Null where it is made of a template. */
  private static String body(NewMessage asked) {
    if (asked.template() != null) {
      return null;
    }
    return asked.body() == null ? "" : TextChange.compose(asked.body());
  }

  private static Optional<Channel> channel(NewMessage asked, FieldFaults faults) {
    String[] channels = Arrays.stream(Channel.values()).map(Channel::wire).toArray(String[]::new);
    if (!Arrays.asList(channels).contains(asked.channel())) {
      faults.add("channel", "must be a known channel", channels);
      return Optional.empty();
    }
    return Optional.of(Channel.of(asked.channel()));
  }

  /** Null when it is none. */
  private static E164 recipient(NewMessage asked, Optional<Channel> channel, FieldFaults faults) {
    Optional<E164> to = DialableNumber.toWriteTo(asked.to()).map(Spellings::current);
    if (to.isEmpty()) {
      faults.add(
          MessageProblems.notE164()
              .field("to", notANumber(asked.to()))
              .with("suggestion", MeantNumber.of(asked.to()).map(E164::value).orElse(null)));
      return null;
    }
    boolean landline =
        channel.filter(Channel.SMS::equals).isPresent()
            && !DialableNumber.mayTakeSms(to.orElseThrow());
    if (landline) {
      faults.add(MessageProblems.landline().field("to", "is no mobile: no SMS reaches it"));
    }
    return to.orElseThrow();
  }

  private static void checkBody(NewMessage asked, Optional<Channel> channel, FieldFaults faults) {
    int most =
        channel.filter(Channel.WHATSAPP::equals).isPresent()
            ? LONGEST_WHATSAPP
            : FieldChecks.LONGEST_BODY;
    boolean file = asked.mediaUrls() != null && !asked.mediaUrls().isEmpty();
    if (FieldChecks.isTooLong(asked.body(), most)) {
      faults.add(
          MessageProblems.tooLong(most).field("body", "must have 1 to " + most + " characters"));
    } else if (asked.body() != null && !file && BlankText.is(asked.body())) {
      faults.add("body", "must have 1 to " + most + " characters");
    }
  }

  /** A message is made of a text, a template or a file. */
  private static void checkTemplate(NewMessage asked, FieldFaults faults) {
    boolean file = asked.mediaUrls() != null && !asked.mediaUrls().isEmpty();
    boolean buttons = asked.buttons() != null && !asked.buttons().isEmpty();
    if (asked.template() == null) {
      if (asked.body() == null && !file && faults.isEmpty()) {
        faults.add(
            "body",
            "must have 1 to " + FieldChecks.LONGEST_BODY + " characters, or a template, or a file");
      }
      return;
    }
    Problem wrong = ComposeText.check(MessageProblems.badFields(), asked.template());
    if (!wrong.errors().isEmpty()) {
      faults.add(wrong);
    }
    if (asked.body() != null) {
      faults.add("body", "stands in the template: name one of the two");
    }
    if (file || buttons) {
      faults.add("template", "goes without further files and buttons");
    }
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
