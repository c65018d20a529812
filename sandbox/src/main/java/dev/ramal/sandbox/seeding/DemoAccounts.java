package dev.ramal.sandbox.seeding;

import java.util.List;

/** Who is connected to which carrier in the demo, with which number. */
public final class DemoAccounts {
  /**
   * A carrier account to be made up at the simulator.
   *
   * @param admin who connects it
   */
  public record Account(String organization, String admin, String carrier, String number) {
    /** Under which an invented value is kept. */
    String name(String field) {
      return organization + "." + carrier + "." + field;
    }
  }

  /** Of both organizations, two each. */
  public static final List<Account> ALL =
      List.of(
          new Account("aurora", "carla", "twilio", "+551140028922"),
          new Account("aurora", "carla", "telnyx", "+551140028923"),
          new Account("boreal", "bia", "twilio", "+552140028922"),
          new Account("boreal", "bia", "telnyx", "+552140028923"));

  private DemoAccounts() {}
}
