package dev.ramal.simulators.script;

import java.time.Duration;
import java.util.List;

/**
 * What a number does when it is called or written to; durations are simulated time.
 *
 * @param ring time it rings before the outcome; null for the default of the outcome (2 s, and the
 *     caller's time-out for no-answer)
 * @param talk time from answer to the end of the conversation; null when this number never ends it
 * @param hangupBy who ends it: lead (this number) or agent (the others in its conference or bridge)
 * @param amd human, machine, machine-silent (one whose greeting ends without a beep), fax or
 *     unknown: what answers
 * @param digits keys pressed when asked to
 * @param recordingReadyAfter from the end of the call to the finished recording; null for a
 *     recording that turns out absent
 * @param priceAfter from the end to the posted price; null when no price is ever posted
 * @param price amount of the price without sign, or null for the carrier's list price
 * @param message what becomes of a message
 * @param reply text answered to a message, or null
 * @param replyAfter from delivery to the reply
 * @param opener whether the first of a conference that follows this script stays until the others
 *     have gone; true for the default script, which agents' phones follow as well
 * @param bucket host of the customer's own bucket, into which the carrier puts recordings; or null
 */
public record Script(
    Duration ring,
    Outcome outcome,
    Duration talk,
    String hangupBy,
    String amd,
    String digits,
    Duration recordingReadyAfter,
    Duration priceAfter,
    String price,
    MessageScript message,
    String reply,
    Duration replyAfter,
    boolean opener,
    String bucket) {

  /**
   * What becomes of a message sent to the number.
   *
   * @param status last state: delivered, read, undelivered, failed, sent (no receipt ever comes)
   * @param errorCode carrier's code of a failure, or null
   * @param after time between two states
   */
  public record MessageScript(String status, String errorCode, Duration after) {}

  private static final List<String> ANSWERERS =
      List.of("human", "machine", "machine-silent", "fax", "unknown");

  static final Script LEAD =
      new Script(
          null,
          Outcome.ANSWER,
          Duration.ofSeconds(37),
          "lead",
          "human",
          null,
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          null,
          new MessageScript("delivered", null, Duration.ofSeconds(1)),
          null,
          Duration.ofSeconds(3),
          true,
          null);

  /** The default of a telephone: answers after 2 s, talks 37 s and hangs up. */
  public static Script lead() {
    return LEAD.opener(false);
  }

  /** The default of a softphone: answers after 1 s and never hangs up by itself. */
  public static Script softphone() {
    return LEAD.ring(Duration.ofSeconds(1)).talk(null);
  }

  public Script ring(Duration newRing) {
    return with(newRing, outcome, talk, hangupBy, amd, message, opener);
  }

  public Script outcome(Outcome newOutcome) {
    return with(ring, newOutcome, talk, hangupBy, amd, message, opener);
  }

  public Script talk(Duration newTalk) {
    return with(ring, outcome, newTalk, hangupBy, amd, message, opener);
  }

  /**
   * @param who lead or agent
   */
  public Script hangupBy(String who) {
    if (!List.of("lead", "agent").contains(who)) {
      throw new IllegalArgumentException("hangupBy is lead or agent; not " + who);
    }
    return with(ring, outcome, talk, who, amd, message, opener);
  }

  /**
   * @param what human, machine, machine-silent, fax or unknown
   */
  public Script amd(String what) {
    if (!ANSWERERS.contains(what)) {
      throw new IllegalArgumentException("amd is one of " + ANSWERERS + "; not " + what);
    }
    return with(ring, outcome, talk, hangupBy, what, message, opener);
  }

  public Script message(MessageScript newMessage) {
    return with(ring, outcome, talk, hangupBy, amd, newMessage, opener);
  }

  public Script opener(boolean stays) {
    return with(ring, outcome, talk, hangupBy, amd, message, stays);
  }

  public Script digits(String keys) {
    return new Script(
        ring,
        outcome,
        talk,
        hangupBy,
        amd,
        keys,
        recordingReadyAfter,
        priceAfter,
        price,
        message,
        reply,
        replyAfter,
        opener,
        bucket);
  }

  /**
   * @param after null for a recording that turns out absent
   */
  public Script recordingReadyAfter(Duration after) {
    return new Script(
        ring,
        outcome,
        talk,
        hangupBy,
        amd,
        digits,
        after,
        priceAfter,
        price,
        message,
        reply,
        replyAfter,
        opener,
        bucket);
  }

  /**
   * @param after null when no price is ever posted
   * @param amount without sign, or null for the list price
   */
  public Script price(Duration after, String amount) {
    return new Script(
        ring,
        outcome,
        talk,
        hangupBy,
        amd,
        digits,
        recordingReadyAfter,
        after,
        amount,
        message,
        reply,
        replyAfter,
        opener,
        bucket);
  }

  /**
   * @param host of the customer's own bucket; null for the carrier's store
   */
  public Script bucket(String host) {
    return new Script(
        ring,
        outcome,
        talk,
        hangupBy,
        amd,
        digits,
        recordingReadyAfter,
        priceAfter,
        price,
        message,
        reply,
        replyAfter,
        opener,
        host);
  }

  public Script reply(String text, Duration after) {
    return new Script(
        ring,
        outcome,
        talk,
        hangupBy,
        amd,
        digits,
        recordingReadyAfter,
        priceAfter,
        price,
        message,
        text,
        after,
        opener,
        bucket);
  }

  private Script with(
      Duration newRing,
      Outcome newOutcome,
      Duration newTalk,
      String newHangupBy,
      String newAmd,
      MessageScript newMessage,
      boolean newOpener) {
    return new Script(
        newRing,
        newOutcome,
        newTalk,
        newHangupBy,
        newAmd,
        digits,
        recordingReadyAfter,
        priceAfter,
        price,
        newMessage,
        reply,
        replyAfter,
        newOpener,
        bucket);
  }

  /** Whether a machine answers, with a beep or without. */
  public boolean isMachine() {
    return amd.startsWith("machine");
  }

  /** Whether what answers says when it begins to listen. */
  public boolean beeps() {
    return "machine".equals(amd);
  }

  /** Whether the agent, not this number, ends the conversation. */
  public boolean agentHangsUp() {
    return "agent".equals(hangupBy);
  }

  /**
   * How long it rings.
   *
   * @param timeout the caller's patience
   */
  public Duration ringing(Duration timeout) {
    if (ring != null) {
      return ring.compareTo(timeout) < 0 ? ring : timeout;
    }
    return outcome == Outcome.NO_ANSWER ? timeout : Duration.ofSeconds(2);
  }

  /** Whether the caller gives up before the outcome. */
  public boolean outlasts(Duration timeout) {
    return ring != null && ring.compareTo(timeout) > 0;
  }
}
