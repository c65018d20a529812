package dev.ramal.calls.call;

/** What is decided for somebody who called us. Members of {@link FactBody}. */
public interface CallerBodies {
  /**
   * An agent is to be rung for somebody who called us. The leg is the offer.
   *
   * @param agentName null when unknown
   * @param address E.164 or softphone address
   * @param ringSeconds how long it rings
   * @param why by which rule this agent, a word of those below
   */
  record Offered(String agentId, String agentName, String address, int ringSeconds, String why)
      implements FactBody {
    /** The number is this agent's. */
    public static final String DEDICATED = "dedicated";

    /** This agent called them last. */
    public static final String CALLED_LAST = "called-last";

    /** This agent is free for the longest time. */
    public static final String LONGEST_IDLE = "longest-idle";

    /** The second phone of an agent who did not pick up the first. */
    public static final String FOLLOW_ME = "follow-me";

    /** Whether this very agent was wanted. No getter by its name: it would be stored. */
    public boolean wantsThisAgent() {
      return why.equals(DEDICATED) || why.equals(CALLED_LAST);
    }
  }

  /** The agent of an offer did not take it in time; whatever the leg does, nobody meets there. */
  record OfferLapsed(String why) implements FactBody {
    /** The agent does not want it. */
    public static final String DECLINED = "declined";

    /** The agent picked up, and the carrier would not put them through. */
    public static final String NOT_JOINED = "not-joined";
  }

  /**
   * Where somebody who called us was sent.
   *
   * @param to queue, voicemail or end
   * @param why a word of those below
   */
  record Routed(String to, String why) implements FactBody {
    /** Outside business hours. */
    public static final String CLOSED = "closed";

    /** On a holiday. */
    public static final String HOLIDAY = "holiday";

    /** Nobody is there who could take it. */
    public static final String NO_AGENT = "no-agent";

    /** As many wait as the organization lets wait at one time. */
    public static final String QUEUE_FULL = "queue-full";

    /** They have waited for as long as the organization lets them. */
    public static final String WAITED = "waited";

    /** To wait for an agent. */
    public static final String QUEUE = "queue";

    /** To leave a message. */
    public static final String VOICEMAIL = "voicemail";

    /** To hear why nobody comes, and no more. */
    public static final String END = "end";

    boolean isClosed() {
      return why.equals(CLOSED) || why.equals(HOLIDAY);
    }
  }
}
