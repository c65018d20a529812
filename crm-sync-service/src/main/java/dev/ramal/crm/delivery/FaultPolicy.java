package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.kit.jobs.Outcome;

/**
 * The one place where a fault of the CRM becomes a decision.
 *
 * <table>
 *   <caption>Policy</caption>
 *   <tr><td>throttled</td><td>the organization's notes wait as told; costs no attempt</td></tr>
 *   <tr><td>disconnected</td><td>they wait for an administrator; costs no attempt</td></tr>
 *   <tr><td>unavailable</td><td>back off, at last failed as exhausted</td></tr>
 *   <tr><td>outcome unknown</td><td>back off, let the note become quiet, then look for it before
 *       writing</td></tr>
 *   <tr><td>replaced</td><td>back off; the next try finds the CRM that is connected now</td></tr>
 *   <tr><td>out of reach</td><td>it may stand in the CRM before: a person must look</td></tr>
 *   <tr><td>refused</td><td>failed at once; a person must look</td></tr>
 * </table>
 */
public final class FaultPolicy {
  /** The CRM refused the note itself: nothing was written. */
  static final String NOTE_REFUSED = "note-refused";

  private FaultPolicy() {}

  /** While looking for the contact and the deal: no note was begun. */
  public static <R> Outcome<R> ofSearch(CrmFault fault) {
    return of(fault, FailureKind.REJECTED.word());
  }

  /** The request that carries the note went wrong. */
  public static <R> Outcome<R> ofNote(CrmFault fault) {
    return of(fault, NOTE_REFUSED);
  }

  /** While looking for a note that may exist: whatever goes wrong proves nothing. */
  public static <R> Outcome<R> ofQuestion(CrmFault fault) {
    Outcome<R> meaning = of(fault, FailureKind.REJECTED.word());
    return meaning instanceof Outcome.NotTaken<R> open
        ? new Outcome.Unknown<>(open.reason())
        : meaning;
  }

  private static <R> Outcome<R> of(CrmFault fault, String refusal) {
    String reason = fault.getMessage();
    if (fault instanceof CrmFault.Throttled throttled) {
      return new Outcome.Throttled<>(throttled.retryAfter(), reason);
    }
    if (fault instanceof CrmFault.Disconnected) {
      return new Outcome.Throttled<>(null, reason);
    }
    if (fault instanceof CrmFault.OutOfReach) {
      return new Outcome.Refused<>(FailureKind.FORMER_CRM.word(), reason);
    }
    if (fault instanceof CrmFault.Refused) {
      return new Outcome.Refused<>(refusal, reason);
    }
    return fault instanceof CrmFault.OutcomeUnknown
        ? new Outcome.Unknown<>(reason)
        : new Outcome.NotTaken<>(reason);
  }
}
