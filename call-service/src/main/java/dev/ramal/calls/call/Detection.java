package dev.ramal.calls.call;

import dev.ramal.calls.call.PickUpBodies.DetectionAsked;
import dev.ramal.calls.call.PickUpBodies.MachineDetected;
import dev.ramal.calls.call.PickUpBodies.MessageLeft;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.LegName;
import dev.ramal.events.MachineDetection;
import dev.ramal.events.OnMachine;
import java.util.List;
import java.util.Optional;

/**
 * Who picked up, as far as the organization wanted to know, and what follows from it.
 *
 * <pre>
 * NotWanted
 * Awaiting ─▶ Connects
 *     ├─▶ LetGo
 *     └─▶ Greeting ─▶ Beeped ─▶ Leaving ─▶ LetGo
 * </pre>
 *
 * <p>Nobody is cut off on a doubt: whom the carrier once called a person stays one, who is unknown
 * counts as one, and whoever was joined because nothing was said in time stays joined.
 *
 * @param terms null where nobody wanted to know
 */
public record Detection(DetectionAsked terms, Stage stage) {
  /** A machine picked up. */
  static final String MACHINE = "machine";

  /** A machine picked up, and the message was left. */
  static final String VOICEMAIL = "voicemail";

  private static final String FAX = "fax";

  /**
   * How long a machine that gets nothing is let go after it was found, seconds. In Brazil calls of
   * less than six seconds count against the number, and whoever makes too many is blocked; carriers
   * find out within two or three.
   */
  public static final int LINGERING = 5;

  /** After a greeting that ended without a beep nobody knows whether the machine listens. */
  private static final List<String> ENDS_WITHOUT_BEEP = List.of("silence", "other");

  private static final String BEEP = "beep";

  /** How far it has come. */
  public sealed interface Stage {}

  /** Nobody wanted to know. */
  public record NotWanted() implements Stage {}

  /** Nothing was said yet. */
  public record Awaiting() implements Stage {}

  /** A person, or whoever is treated as one. */
  public record Connects() implements Stage {}

  /**
   * A machine that has not beeped.
   *
   * @param decided whether the agent has been let go for it
   */
  public record Greeting(boolean decided) implements Stage {}

  /** The machine has beeped: it listens. */
  public record Beeped(boolean decided) implements Stage {}

  /** The message is being said to it. */
  public record Leaving() implements Stage {}

  /**
   * The leg is to end.
   *
   * @param cause machine, voicemail (the message was left) or fax
   */
  public record LetGo(String cause) implements Stage {}

  static Detection of(List<Fact> sorted) {
    return bodies(DetectionAsked.class, sorted).stream()
        .findFirst()
        .map(terms -> new Detection(terms, stage(terms, sorted)))
        .orElseGet(() -> new Detection(null, new NotWanted()));
  }

  private static Stage stage(DetectionAsked terms, List<Fact> sorted) {
    List<MachineDetected> found = found(sorted);
    if (found.stream().anyMatch(one -> one.answeredBy() == AnsweredBy.HUMAN)
        || has(FactBody.DetectionGivenUp.class, sorted)) {
      return new Connects();
    }
    Optional<AnsweredBy> other =
        found.stream().map(MachineDetected::answeredBy).filter(Detection::isNobody).findFirst();
    if (other.isEmpty()) {
      return found.isEmpty() ? new Awaiting() : new Connects();
    }
    return switch (terms.onMachine()) {
      case CONNECT -> new Connects();
      case HANG_UP -> new LetGo(other.get().wire());
      case VOICEMAIL_DROP ->
          other.get() == AnsweredBy.FAX ? new LetGo(FAX) : dropping(found, sorted);
    };
  }

  private static Stage dropping(List<MachineDetected> found, List<Fact> sorted) {
    List<MessageLeft> left = bodies(MessageLeft.class, sorted);
    if (!left.isEmpty()) {
      return new LetGo(left.stream().anyMatch(MessageLeft::isProven) ? VOICEMAIL : MACHINE);
    }
    if (has(FactBody.LeavingMessage.class, sorted)) {
      return new Leaving();
    }
    boolean decided = has(FactBody.GreetingAwaited.class, sorted);
    if (found.stream().anyMatch(one -> BEEP.equals(one.detail()))) {
      return new Beeped(decided);
    }
    return found.stream()
            .anyMatch(
                one ->
                    one.answeredBy() == AnsweredBy.MACHINE
                        && one.detail() != null
                        && ENDS_WITHOUT_BEEP.contains(one.detail()))
        ? new LetGo(MACHINE)
        : new Greeting(decided);
  }

  /** Whether the carrier is to tell when the machine listens, and not only that it is one. */
  public boolean untilBeep() {
    return terms != null && terms.onMachine() == OnMachine.VOICEMAIL_DROP;
  }

  /** How often it was used: carriers begin when the leg is picked up. */
  int timesUsed(LegState lead) {
    return terms != null && lead != null && lead.answered() ? 1 : 0;
  }

  /** What the machine is to hear. */
  public String message() {
    return terms == null ? null : terms.message();
  }

  public MachineDetection mode() {
    return terms == null ? MachineDetection.OFF : terms.mode();
  }

  public boolean isAsync() {
    return mode() == MachineDetection.ASYNC;
  }

  /** Whether the lead waits until it is known who that is. */
  public boolean holdsLead() {
    return stage instanceof Awaiting && !isAsync();
  }

  /** Whether the machine hears, or will hear, a message; it needs no agent for that. */
  boolean leavesMessage() {
    return stage instanceof Leaving
        || stage instanceof Greeting greeting && greeting.decided()
        || stage instanceof Beeped beeped && beeped.decided();
  }

  /** Why the lead, who picked up, talks to nobody; null for people and those treated so. */
  String cause() {
    if (stage instanceof LetGo letGo) {
      return letGo.cause();
    }
    boolean machine =
        stage instanceof Greeting || stage instanceof Beeped || stage instanceof Leaving;
    return machine ? MACHINE : null;
  }

  /** Whether its call would be a short one if it ended at once. */
  public boolean lingers() {
    return stage instanceof LetGo letGo && !letGo.cause().equals(VOICEMAIL)
        || stage instanceof Greeting;
  }

  /** Nobody of ours is to talk to it. */
  public boolean endsTalk() {
    return cause() != null;
  }

  private static boolean isNobody(AnsweredBy who) {
    return who == AnsweredBy.MACHINE || who == AnsweredBy.FAX;
  }

  private static List<MachineDetected> found(List<Fact> sorted) {
    return bodies(
        MachineDetected.class, sorted.stream().filter(fact -> fact.leg() == LegName.LEAD).toList());
  }

  private static boolean has(Class<? extends FactBody> kind, List<Fact> sorted) {
    return sorted.stream().anyMatch(fact -> kind.isInstance(fact.body()));
  }

  private static <T extends FactBody> List<T> bodies(Class<T> kind, List<Fact> sorted) {
    return sorted.stream().map(Fact::body).filter(kind::isInstance).map(kind::cast).toList();
  }
}
