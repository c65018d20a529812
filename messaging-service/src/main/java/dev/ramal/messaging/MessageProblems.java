package dev.ramal.messaging;

import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.conversations.WindowState;
import java.util.List;

/** The codes of this service. */
public final class MessageProblems {
  /** Outside WhatsApp's window; whoever sends by it may turn to SMS. */
  public static final String TEMPLATE_REQUIRED = "MESSAGES-0005";

  private MessageProblems() {}

  /** Fields are added by the caller. */
  public static Problem badFields() {
    return Problem.of(400, "MESSAGES-0001", "Some fields are not valid");
  }

  public static Problem noSuchMessage() {
    return Problem.of(404, "MESSAGES-0002", "No such message");
  }

  public static Problem noSuchConversation() {
    return Problem.of(404, "MESSAGES-0003", "No such conversation");
  }

  public static Problem noSender() {
    return Problem.of(422, "MESSAGES-0004", "No number to send from")
        .detail(
            "Connect a carrier account with at least one number (POST /api/carriers), or leave"
                + " out the field carrier. Which carriers are asked says GET"
                + " /api/settings/message-routing.");
  }

  /**
   * @param openNumbers other numbers of ours to which the contact has written in time; may be empty
   */
  public static Problem templateRequired(WindowState window, List<String> openNumbers) {
    Problem problem =
        Problem.of(422, TEMPLATE_REQUIRED, "Template required")
            .with("rule", "template-required")
            .with("window", window);
    return openNumbers.isEmpty()
        ? problem.detail(
            "The contact has not written within 24 hours: WhatsApp takes free text only inside"
                + " that window. Send an approved template (the field template instead of body; GET"
                + " /api/templates?channel=whatsapp lists them), or wait for the contact.")
        : problem
            .with("openNumbers", openNumbers)
            .detail(
                "Within 24 hours the contact has written, but to another number of yours: "
                    + String.join(", ", openNumbers)
                    + ". From there free text may go: leave out the field carrier, or name that"
                    + " number's. From this one send an approved template: the field template"
                    + " instead of body.");
  }

  /** What stands in it is not told. */
  public static Problem somebodyElses() {
    return Problem.of(409, "MESSAGES-0006", "The conversation is a colleague's")
        .detail(
            "Somebody else of your organization writes with this contact. Ask them, or a manager,"
                + " who may write in every conversation.");
  }

  public static Problem optedOut() {
    return Problem.of(422, "MESSAGES-0007", "The contact has opted out")
        .detail(
            "The contact has asked for no more messages; that holds on every channel. They can take"
                + " it back by writing START or VOLTAR.")
        .with("rule", "opted-out");
  }

  /** The same, said in the CRM and not by the contact. */
  public static Problem declinedInCrm(String evidence) {
    return optedOut()
        .detail(
            "The contact declines communications in the CRM; that holds on every channel. They are"
                + " written to again once their legal basis is granted there.")
        .with("evidence", evidence);
  }

  /**
   * @param evidence what was counted
   */
  public static Problem tooOften(String evidence) {
    return Problem.of(422, "MESSAGES-0020", "The contact was written to often enough")
        .detail(
            "Your organization has set how often one contact is written to (PUT"
                + " /api/settings/messages, messagesPerDay and messagesPerWeek): "
                + evidence
                + ".")
        .with("rule", "attempts");
  }

  /**
   * @param version of the budget
   * @param evidence which one
   */
  public static Problem budgetSpent(String version, String evidence) {
    return Problem.of(402, "MESSAGES-0700", "The budget is spent")
        .detail(
            "Nothing it pays for is sent until its month ends. Whoever keeps the budgets can raise"
                + " it: PUT /api/billing/budgets/{id}.")
        .with("rule", "budget-exhausted")
        .with("version", version)
        .with("evidence", evidence);
  }

  /**
   * @param rule of billing
   * @param evidence which prefix
   */
  public static Problem prefixBlocked(String rule, String evidence) {
    return Problem.of(403, "MESSAGES-0701", "Numbers of this prefix are blocked")
        .detail(
            "More was used towards them than a velocity rule lets pass. Finance or an administrator"
                + " can release them: POST /api/billing/velocity-blocks/{id}/release. Where the"
                + " version is manual a person has blocked them:"
                + " POST /api/billing/outbound-blocks/{id}/lift.")
        .with("rule", "velocity")
        .with("version", rule)
        .with("evidence", evidence);
  }

  /** Whoever writes too fast waits for a minute. */
  public static Problem tooFast() {
    return Problem.of(429, "MESSAGES-0021", "Too many messages to one contact")
        .detail("No more than 10 messages a minute go to one contact, over all channels.")
        .with("rule", "per-minute");
  }

  /**
   * @param evidence which hours and days do not suit
   */
  public static Problem neverOpen(String evidence) {
    return Problem.of(422, "MESSAGES-0022", "No hour suits")
        .detail(
            "By your organization's settings (PUT /api/settings/messages) no hour of the next 31"
                + " days suits where the contact is at home: "
                + evidence
                + ".")
        .with("rule", "quiet-hours");
  }

  /** Fields are added by the caller. */
  public static Problem badSettings() {
    return Problem.of(400, "MESSAGES-0023", "The settings are not valid");
  }

  public static Problem noVerdict() {
    return Problem.of(404, "MESSAGES-0024", "Nobody judged this message")
        .detail("It came in, or was sent before verdicts were kept.");
  }

  public static Problem noSuchMedia() {
    return Problem.of(404, "MESSAGES-0008", "The message has no such file");
  }

  public static Problem mediaNotHereYet() {
    return Problem.of(409, "MESSAGES-0009", "The file is being fetched")
        .detail("It is on its way from the carrier; ask again in some seconds.");
  }

  public static Problem mediaLost() {
    return noFile(
        "The carrier did not give it. Ask an administrator to look at GET"
            + " /api/messages/dead-jobs?queue=message-media; from there it can be fetched once"
            + " more.");
  }

  /** No job is dead: there is nothing that could be done once more. */
  public static Problem mediaElsewhere() {
    return noFile(
        "The address that came with the message is none at which the carrier keeps files, or leads"
            + " to such a one, and from other places nothing is fetched. Ask the contact to send"
            + " the file once more.");
  }

  public static Problem mediaIsAPage() {
    return noFile(
        "The carrier answered with a page instead of the file, and would again. Ask the contact to"
            + " send the file once more.");
  }

  /**
   * @param most bytes
   */
  public static Problem mediaTooLarge(long most) {
    return noFile(
            "It is larger than the %d bytes that are kept of a file, so it was not fetched. Ask the"
                    .formatted(most)
                + " contact to send a smaller one, or a link to it.")
        .with("rule", "media-size")
        .with("most", most);
  }

  public static Problem mediaGone() {
    return noFile("It was fetched once and is no longer in the store. Ask an administrator.");
  }

  /** Fields are added by the caller. */
  public static Problem badRouting() {
    return Problem.of(400, "MESSAGES-0030", "The routing of messages is not valid");
  }

  private static Problem noFile(String detail) {
    return Problem.of(410, "MESSAGES-0010", "There is no file to give").detail(detail);
  }

  public static Problem noSuchRange() {
    return Problem.of(416, "MESSAGES-0011", "No such range");
  }

  public static Problem noSuchAlert() {
    return Problem.of(404, "MESSAGES-0050", "No such alert");
  }

  /** The field is added by the caller. */
  public static Problem unknownAlertState() {
    return Problem.of(400, "MESSAGES-0051", "Unknown state");
  }

  /** Fields are added by the caller. */
  public static Problem badAlertSettings() {
    return Problem.of(400, "MESSAGES-0052", "The settings of alerts are not valid");
  }

  public static Problem tooManyParts(int parts, int most) {
    return Problem.of(422, "MESSAGES-0060", "The text is too long for an SMS")
        .detail(
            "The carrier takes texts of up to %d parts and 1600 characters; this one has %d parts. Shorten it, spell"
                    .formatted(most, parts)
                + " it plainly (plainSpelling), or see POST /api/messages/preview.")
        .with("segments", parts);
  }

  public static Problem badLink() {
    return Problem.of(403, "MESSAGES-0061", "The link is not valid")
        .detail("Ask for a new one: GET /api/messages/{id}/media/{position}/link.");
  }

  /** The field is added by the caller, as below. */
  public static Problem notE164() {
    return Problem.of(400, "MESSAGES-0070", "Not a number that can be written to");
  }

  public static Problem landline() {
    return Problem.of(422, "MESSAGES-0071", "No SMS reaches this number")
        .detail(
            "In Brazil only mobiles take SMS. Landlines, 0800 and 4004 may have WhatsApp: try"
                + " channel whatsapp.");
  }

  /**
   * @param most characters
   */
  public static Problem tooLong(int most) {
    return Problem.of(400, "MESSAGES-0072", "The text is too long").with("most", most);
  }

  public static Problem badSendTime() {
    return Problem.of(400, "MESSAGES-0073", "No time at which a message can be sent");
  }

  /**
   * @param status what has become of it
   */
  public static Problem tooLateToCancel(String status) {
    return Problem.of(409, "MESSAGES-0074", "Too late to cancel")
        .detail("Only what has not left yet can be taken back.")
        .with("messageStatus", status);
  }

  public static Problem alreadyCanceled() {
    return Problem.of(409, "MESSAGES-0075", "Already canceled")
        .detail("It was taken back before, and will not leave.");
  }

  public static Problem forbiddenMedia() {
    return Problem.of(422, "MESSAGES-0076", "Files are not fetched from there")
        .detail(
            "An address must begin with https:// and lead, with all its redirects, to servers of"
                + " the public internet.");
  }

  public static Problem unreachableMedia() {
    return Problem.of(422, "MESSAGES-0077", "The file cannot be fetched")
        .detail("The carrier fetches it from its address, without a password; we tried the same.");
  }

  /**
   * @param rule what the carrier does not take: no-media, media-count, media-type, media-size,
   *     media-text
   */
  public static Problem mediaNotTaken(String rule) {
    return Problem.of(422, "MESSAGES-0078", "The carrier takes no such files").with("rule", rule);
  }

  public static Problem badBatch() {
    return Problem.of(400, "MESSAGES-0079", "Not a batch of messages");
  }
}
