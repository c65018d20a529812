package dev.ramal.simulators.script;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which script a number follows: its own, else that of its magic ending, else the default.
 *
 * <p>Magic endings of telephone numbers (last five digits) read like the SIP or carrier code they
 * cause: {@code 00486} busy, {@code 00480} no answer, {@code 00404} failed, {@code 00603} rejected,
 * {@code 00777} an answering machine, {@code 00778} one that does not beep, {@code 00222} answered,
 * then hung up by the agent; for messages {@code 30003}, {@code 30005}, {@code 30007}, {@code
 * 40008} undelivered with that code and {@code 40300} opted out.
 */
public final class Scripts {
  private final Map<String, Script> own = new ConcurrentHashMap<>();
  private volatile Script telephone = Script.LEAD;
  private volatile Script softphone = Script.softphone();

  /**
   * The script of a destination.
   *
   * @param destination E.164, {@code client:name} or {@code sip:…}; a whatsapp: prefix is ignored
   */
  public Script of(String destination) {
    String number = bare(destination);
    Script script = own.get(number);
    return script == null ? defaultOf(number) : script;
  }

  /** What the destination would do without a script of its own. */
  public Script defaultOf(String destination) {
    String number = bare(destination);
    return number.startsWith("+") ? magic(number) : softphone;
  }

  public void put(String destination, Script script) {
    own.put(bare(destination), script);
  }

  public void remove(String destination) {
    own.remove(bare(destination));
  }

  /** Replaces the default of telephones. */
  public void telephones(Script script) {
    telephone = script;
  }

  /** Replaces the default of softphones ({@code client:} and {@code sip:}). */
  public void softphones(Script script) {
    softphone = script;
  }

  public Script telephones() {
    return telephone;
  }

  public Script softphones() {
    return softphone;
  }

  /** The scripts set by hand, by destination. */
  public Map<String, Script> own() {
    return new TreeMap<>(own);
  }

  /** Back to the built-in scripts. */
  public void clear() {
    own.clear();
    telephone = Script.LEAD;
    softphone = Script.softphone();
  }

  private Script magic(String number) {
    String ending = number.length() < 6 ? "" : number.substring(number.length() - 5);
    return switch (ending) {
      case "00486" -> telephone.outcome(Outcome.BUSY);
      case "00480" -> telephone.outcome(Outcome.NO_ANSWER);
      case "00404" -> telephone.outcome(Outcome.FAILED);
      case "00603" -> telephone.outcome(Outcome.REJECT);
      case "00777" -> telephone.amd("machine");
      case "00778" -> telephone.amd("machine-silent");
      case "00222" -> telephone.hangupBy("agent").opener(false);
      case "30003", "30005", "30007", "40008" ->
          telephone.message(new Script.MessageScript("undelivered", ending, Duration.ofSeconds(1)));
      default -> telephone;
    };
  }

  private static String bare(String destination) {
    return destination.startsWith("whatsapp:")
        ? destination.substring("whatsapp:".length())
        : destination;
  }
}
