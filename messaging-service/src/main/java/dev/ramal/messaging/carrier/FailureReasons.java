package dev.ramal.messaging.carrier;

import dev.ramal.events.Carrier;
import dev.ramal.messaging.carrier.FailureTable.Explanation;
import dev.ramal.messaging.message.FailureCause;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * The carriers' codes in words that the tenant understands: one table for each carrier, {@code
 * failure-reasons/<carrier>.tsv}, and one for our own reasons.
 */
@ApplicationScoped
public class FailureReasons {
  /** WhatsApp's window closed before the message went out. */
  public static final String TEMPLATE_REQUIRED = "template-required";

  /** The contact wants no more messages on this channel. */
  public static final String OPTED_OUT = "opted-out";

  /** Somebody of the organization took it back. */
  public static final String CANCELED = "canceled";

  /** It waited for longer than anybody waits for it. */
  public static final String EXPIRED = "expired";

  /** The contact was written to as often as the organization's settings allow. */
  public static final String TOO_OFTEN = "too-often";

  /** A budget that would have paid for it is spent. */
  public static final String BUDGET_EXHAUSTED = "budget-exhausted";

  /** Numbers that begin so are used too much. */
  public static final String PREFIX_BLOCKED = "prefix-blocked";

  /** By the organization's settings no hour suits any more. */
  public static final String NEVER_OPEN = "never-open";

  /** As often as we tried, the carrier never took the message. */
  public static final String CARRIER_UNREACHABLE = "carrier-unreachable";

  /** An SMS has followed the message, which never left. */
  public static final String REPLACED_BY_SMS = "replaced-by-sms";

  /** What an SMS was to follow has arrived before it left. */
  public static final String ARRIVED_MEANWHILE = "arrived-meanwhile";

  /** It was stored in a shape that cannot be read, as often as it was tried; it never left. */
  public static final String UNREADABLE = "unreadable";

  private static final String OURS = "ramal";

  /**
   * @param code null when the carrier gave none
   */
  public FailureCause translate(Carrier carrier, String code) {
    return new FailureCause(code, explain(carrier, code).reason());
  }

  /**
   * Whether the code says that the contact takes no more messages.
   *
   * @param code null when the carrier gave none
   */
  public boolean isOptOut(Carrier carrier, String code) {
    return means(carrier, code) == FailureMeaning.OPT_OUT;
  }

  /**
   * What follows from a code.
   *
   * @param code null when the carrier gave none
   */
  public FailureMeaning means(Carrier carrier, String code) {
    return code == null ? FailureMeaning.NOTHING : explain(carrier, code).means();
  }

  /** Our own reasons. */
  public FailureCause ours(String code) {
    return new FailureCause(code, FailureTable.of(OURS).explain(code).reason());
  }

  /**
   * In words, with what to do about it: of the carrier's code, or of our own.
   *
   * @param carrier null when the message has none
   * @param code null when nobody named one
   */
  public static Explanation explain(Carrier carrier, String code) {
    FailureTable ours = FailureTable.of(OURS);
    return carrier == null || ours.has(code)
        ? ours.explain(code)
        : FailureTable.of(carrier.wire()).explain(code);
  }

  /** A carrier without a table has the one sentence that is always true. */
  Map<String, Explanation> table(String source) {
    return FailureTable.of(source).rows();
  }
}
