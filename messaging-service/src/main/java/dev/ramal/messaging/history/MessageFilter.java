package dev.ramal.messaging.history;

import dev.ramal.events.Channel;
import dev.ramal.events.Direction;
import dev.ramal.events.E164;
import dev.ramal.kit.problem.Problem;
import dev.ramal.messaging.MessageProblems;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.Party;
import dev.ramal.numbering.MeantNumber;
import dev.ramal.numbering.Spellings;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which messages of a list; null where anything will do.
 *
 * @param contact the other side, as it is known
 */
public record MessageFilter(
    Channel channel,
    Direction direction,
    MessageState state,
    Party contact,
    String conversationId) {

  /** Of the parameter. */
  static final String CONTACT =
      "The other side: a number in E.164 with the plus sign as %2B, or as it is written in Brazil;"
          + " else a short code, a name, WhatsApp's id of a person";

  private static final Pattern NO_PLUS = Pattern.compile("\\s*\\+?[0-9]{7,}|\\s+.*|\\+.*");

  /** Everything of one thread. */
  public static MessageFilter ofThread(String conversationId) {
    return new MessageFilter(null, null, null, null, conversationId);
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming every parameter that is wrong
   */
  public static MessageFilter of(
      String channel, String direction, String status, String contact, String conversationId) {
    Problem problem = MessageProblems.badFields();
    problem = check(problem, "channel", channel, Channel.values(), Channel::wire);
    problem = check(problem, "direction", direction, Direction.values(), Direction::wire);
    problem = check(problem, "status", status, MessageState.values(), MessageState::wire);
    Optional<E164> number = MeantNumber.toLookUp(contact).map(Spellings::current);
    if (contact != null && number.isEmpty() && looksLikeANumber(contact)) {
      problem =
          problem.field(
              "contact",
              "must be a number: E.164 with the plus sign as %2B, or as it is written in Brazil");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new MessageFilter(
        channel == null ? null : Channel.of(channel),
        direction == null ? null : Direction.of(direction),
        status == null ? null : of(MessageState.values(), MessageState::wire, status),
        contact == null ? null : number.map(Party::of).orElseGet(() -> Party.read(contact)),
        conversationId);
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 for what is neither; absent is no
   */
  static boolean flag(String name, String given) {
    if (given != null && !given.equals("true") && !given.equals("false")) {
      throw MessageProblems.badFields()
          .field(name, "must be true or false", "true", "false")
          .exception();
    }
    return "true".equals(given);
  }

  /** What begins as a number does, or is too long for a short code. */
  private static boolean looksLikeANumber(String contact) {
    return contact.isBlank() || NO_PLUS.matcher(contact).matches();
  }

  private static <T> Problem check(
      Problem problem, String name, String given, T[] values, Function<T, String> wire) {
    String[] known = Arrays.stream(values).map(wire).toArray(String[]::new);
    return given == null || Arrays.asList(known).contains(given)
        ? problem
        : problem.field(name, "must be one of the known values", known);
  }

  private static <T> T of(T[] values, Function<T, String> wire, String given) {
    return Arrays.stream(values).filter(v -> wire.apply(v).equals(given)).findFirst().orElseThrow();
  }
}
