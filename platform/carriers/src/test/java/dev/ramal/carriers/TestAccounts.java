package dev.ramal.carriers;

import dev.ramal.events.Carrier;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import java.util.List;

/** Accounts to test with. */
public final class TestAccounts {
  public static final String ACCOUNT_SID = "AC00000000000000000000000000000001";

  private TestAccounts() {}

  public static CarrierAccount twilio() {
    return new CarrierAccount(
        TenantId.of("aurora"),
        "connection-1",
        Carrier.TWILIO,
        true,
        1,
        List.of(E164.of("+551130000001")),
        ACCOUNT_SID,
        List.of("secret"),
        null,
        null,
        null);
  }

  public static CarrierAccount telnyx() {
    return new CarrierAccount(
        TenantId.of("aurora"),
        "connection-2",
        Carrier.TELNYX,
        true,
        1,
        List.of(E164.of("+551130000002")),
        null,
        List.of(),
        "KEYsecret",
        "1234567890",
        null);
  }
}
