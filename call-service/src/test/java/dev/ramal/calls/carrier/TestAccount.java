package dev.ramal.calls.carrier;

import dev.ramal.calls.fixtures.Connections;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.Simulator;
import java.util.List;
import java.util.UUID;

/** Accounts that the stand-ins know and no organization has connected. */
final class TestAccount {
  private TestAccount() {}

  static CarrierAccount twilio() {
    String sid = "AC" + hex();
    String token = hex();
    Simulator.twilioAccount(sid, token, Connections.NUMBER);
    return new CarrierAccount(
        Tenants.AURORA,
        "conn-tw",
        Carrier.TWILIO,
        true,
        1,
        List.of(E164.of(Connections.NUMBER)),
        sid,
        List.of(token),
        null,
        null,
        null);
  }

  static CarrierAccount telnyx() {
    String connection =
        "25" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L);
    String apiKey = "KEY" + hex();
    Simulator.telnyxAccount(connection, apiKey, Connections.NUMBER);
    return new CarrierAccount(
        Tenants.AURORA,
        "conn-tx",
        Carrier.TELNYX,
        true,
        1,
        List.of(E164.of(Connections.NUMBER)),
        null,
        List.of(),
        apiKey,
        connection,
        null);
  }

  private static String hex() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
