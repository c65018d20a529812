package dev.ramal.sandbox.tally;

import dev.ramal.sandbox.traffic.TrafficAsked;
import dev.ramal.sandbox.traffic.TrafficClick;
import dev.ramal.sandbox.traffic.TrafficMessage;
import dev.ramal.sandbox.traffic.TrafficReply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether all that was wanted happened, and happened once. Pure. */
public final class JudgeTally {
  private static final Set<String> DEFINITE_CALLS =
      Set.of("completed", "busy", "no-answer", "canceled", "failed", "denied");

  private static final Set<String> DEFINITE_MESSAGES =
      Set.of("delivered", "undelivered", "failed", "expired", "unconfirmed");

  private final TrafficAsked asked;
  private final Tally tally;
  private final boolean undisturbed;
  private final List<String> broken = new ArrayList<>();

  private JudgeTally(TrafficAsked asked, Tally tally, Demand demand) {
    this.asked = asked;
    this.tally = tally;
    this.undisturbed = demand == Demand.UNDISTURBED;
  }

  /**
   * @return a sentence for each rule that is broken
   */
  public static List<String> judge(TrafficAsked asked, Tally tally, Demand demand) {
    JudgeTally judge = new JudgeTally(asked, tally, demand);
    asked.clicks().forEach(judge::call);
    asked.messages().forEach(judge::message);
    asked.replies().forEach(judge::reply);
    judge.strangers();
    judge.everywhere();
    return List.copyOf(judge.broken);
  }

  private void call(TrafficClick click) {
    atMostOnce(click, "the lead was rung", tally.rung().get(click.lead()));
    atMostOnce(click, "the agent was rung", tally.rung().get(click.agent()));
    if (click.call() == null) {
      unless(!undisturbed, click, "was refused: " + click.refusal());
      return;
    }
    String status = String.valueOf(tally.callStates().get(click.call()));
    boolean completed = status.equals("completed");
    unless(completed || !undisturbed, click, "was not spoken: " + status);
    unless(DEFINITE_CALLS.contains(status), click, "came to no end: " + status);
    int ends = tally.ends().getOrDefault(click.call(), Set.of()).size();
    unless(ends == 1, click, "ended by " + ends + " CallEnded");
    long notes = tally.notes().getOrDefault(click.call(), 0L);
    unless(notes <= 1, click, "has " + notes + " notes in the CRM");
    if (completed) {
      unless(notes == 1, click, "was spoken and has " + notes + " notes in the CRM");
      unless(
          tally.usages().getOrDefault(click.call(), 0L) > 0, click, "was spoken and costs nothing");
    }
  }

  private void message(TrafficMessage message) {
    atMostOnce(message, "the carrier has taken it", tally.taken().get(message.contact()));
    if (message.id() == null) {
      unless(!undisturbed, message, "was refused: " + message.refusal());
      return;
    }
    String status = String.valueOf(tally.messageStates().get(message.id()));
    boolean arrived = status.equals("delivered");
    unless(arrived || !undisturbed, message, "did not arrive: " + status);
    unless(DEFINITE_MESSAGES.contains(status), message, "came to no end: " + status);
    if (arrived) {
      int told = tally.delivered().getOrDefault(message.id(), Set.of()).size();
      unless(told == 1, message, "arrived, and " + told + " MessageDelivered told it");
      long usages = tally.usages().getOrDefault(message.id(), 0L);
      unless(usages == 1, message, "arrived, and has " + usages + " usages in the ledger");
      unless(
          tally.taken().getOrDefault(message.contact(), 0L) == 1,
          message,
          "arrived, and no carrier has taken it");
    }
  }

  private void reply(TrafficReply reply) {
    int kept = tally.received().getOrDefault(reply.contact(), Set.of()).size();
    unless(kept == 1, reply, "is here " + kept + " times");
  }

  /** Whom nobody wanted to reach. */
  private void strangers() {
    Set<String> called = new HashSet<>();
    asked.clicks().forEach(click -> called.addAll(List.of(click.lead(), click.agent())));
    tally.rung().keySet().stream()
        .filter(who -> !called.contains(who))
        .forEach(who -> broken.add(who + " was rung although nobody asked for it"));
    Set<String> written = new HashSet<>();
    asked.messages().forEach(message -> written.add(message.contact()));
    tally.taken().keySet().stream()
        .filter(who -> !written.contains(who))
        .forEach(who -> broken.add(who + " was written to although nobody asked for it"));
  }

  private void everywhere() {
    broken.addAll(tally.ledger());
    broken.addAll(tally.left());
    tally.deadLetters().forEach((topic, count) -> broken.add(count + " dead letters in " + topic));
    for (Map.Entry<String, Long> of : tally.drift().entrySet()) {
      if (of.getValue() != 0) {
        broken.add(of.getValue() + " calls of " + of.getKey() + " are missing in its CRM");
      }
    }
    if (undisturbed) {
      broken.addAll(asked.faults());
    }
  }

  private void atMostOnce(Object of, String what, Long times) {
    unless(times == null || times <= 1, of, what + " " + times + " times");
  }

  private void unless(boolean holds, Object of, String wrong) {
    if (!holds) {
      broken.add(of + ": " + wrong);
    }
  }
}
