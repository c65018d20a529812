package dev.ramal.crm;

import dev.ramal.crm.activity.FailureKind;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.time.Duration;
import java.util.Collection;

/** The code table of this service. */
public final class CrmProblems {
  private CrmProblems() {}

  public static ProblemException dealForMany() {
    return Problem.of(422, "CRM-0001", "A deal is chosen for one call at a time")
        .field("dealId", "is allowed only with exactly one id in ids")
        .exception();
  }

  public static Problem notConnected() {
    return Problem.of(409, "CRM-0002", "The CRM is not connected")
        .detail("An administrator connects it under /api/crm/connection.");
  }

  public static Problem throttled() {
    return Problem.of(429, "CRM-0003", "The CRM takes no more requests for a while");
  }

  public static Problem notAnswered() {
    return Problem.of(502, "CRM-0004", "The CRM did not answer").detail("Try again.");
  }

  public static ProblemException unknownFailureKind() {
    return Problem.of(400, "CRM-0005", "There is no such kind of failure")
        .field("kind", "must be one of the known values", FailureKind.words())
        .exception();
  }

  /** Names the number that was probably meant. */
  public static ProblemException badNumber() {
    return Problem.of(400, "CRM-0007", "Not a number in E.164")
        .field(
            "phone",
            "must be E.164 with the plus sign as %2B, as in %2B5511987654321, or as it is written"
                + " in Brazil")
        .exception();
  }

  public static ProblemException codeRefused() {
    return Problem.of(422, "CRM-0008", "The CRM does not take the code")
        .detail(
            "A code works once, within minutes, for the application and the redirectUri that it was"
                + " made for. Begin again with the page.")
        .exception();
  }

  public static ProblemException noCredentials() {
    return Problem.of(400, "CRM-0017", "Nothing to connect the CRM with")
        .detail(
            "Enter clientId, clientSecret and refreshToken, or name a CRM that is connected by a"
                + " token, and the token.")
        .exception();
  }

  public static ProblemException authorizationNotBegun() {
    return Problem.of(422, "CRM-0024", "The authorization was not begun here, or is over")
        .field(
            "state",
            "works once, for ten minutes, for the administrator, CRM, application and redirectUri"
                + " that it was made for")
        .detail("Begin again with the page.")
        .exception();
  }

  /** To be given the fields that are wrong. */
  public static Problem badMapping() {
    return Problem.of(400, "CRM-0020", "The mapping is not valid");
  }

  /** To be given the rules that the CRM cannot carry out, and what it can. */
  public static Problem notCarriedOut(String crm) {
    return Problem.of(422, "CRM-0028", "The CRM cannot carry out the mapping")
        .detail(
            "What the CRM "
                + crm
                + " can have done with a deal is read under /api/crm/mapping/support; leave the"
                + " other rules out.");
  }

  public static ProblemException noFailedChange() {
    return Problem.of(404, "CRM-0021", "There is no such failed change of a deal")
        .detail("Those that failed are listed under /api/crm/sync/changes?state=failed.")
        .exception();
  }

  public static ProblemException unknownChangeState() {
    return Problem.of(400, "CRM-0022", "There is no such state of a change")
        .field(
            "state",
            "must be one of the known values",
            "planned",
            "waiting",
            "writing",
            "done",
            "skipped",
            "failed")
        .exception();
  }

  public static ProblemException unknownCrm(Collection<String> known) {
    return Problem.of(400, "CRM-0006", "There is no such CRM")
        .field("crm", "must be one of the known CRMs", known.toArray(String[]::new))
        .exception();
  }

  /** The same whatever is wrong: a stranger learns nothing of any organization. */
  public static ProblemException webhookRefused() {
    return Problem.of(401, "CRM-0009", "The secret of the webhook is missing or wrong")
        .detail(
            "The CRM must send the secret that an administrator has set up under /api/crm/webhook,"
                + " to the address that belongs to it.")
        .exception();
  }

  /**
   * @param field path of it; empty for the whole body
   */
  public static ProblemException malformedWebhook(String field, String wanted) {
    return Problem.of(400, "CRM-0010", "The CRM does not send such a webhook")
        .field(field, wanted)
        .exception();
  }

  /**
   * @param allowed every word that may be asked for
   */
  public static ProblemException unknownTimelineType(String... allowed) {
    return Problem.of(400, "CRM-0013", "There is no such type in a timeline")
        .field("type", "must be one of the known values", allowed)
        .exception();
  }

  public static ProblemException costsNotShown() {
    return Problem.of(403, "CRM-0015", "Your roles do not show what calls cost")
        .detail("Managers, administrators and who also has the role finance see it.")
        .exception();
  }

  public static ProblemException unknownStreamPosition() {
    return Problem.of(400, "CRM-0014", "Not an event of such a stream")
        .detail("Hand in the id of the last event as it came, or nothing to follow from now on.")
        .field("Last-Event-ID", "is not the id of an event of this stream")
        .exception();
  }

  public static ProblemException tooManyStreams() {
    return Problem.of(429, "CRM-0016", "Too many timelines are followed")
        .detail("Close another stream, or try again later.")
        .exception(Duration.ofSeconds(5));
  }
}
