package dev.ramal.simulators.context;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What a minute costs at a stand-in, USD, by what is called. Made up, but below what Brazilian
 * retail asks, so that whoever sells minutes against the stand-ins earns money with them.
 */
public enum Prices {
  TWILIO("0.00800", "0.02000", "0.08000", "0.00400"),
  TELNYX("0.0050", "0.0100", "0.0400", "0.0020");

  private static final Pattern MOBILE = Pattern.compile("\\+55[1-9][1-9]9[0-9]{8}");

  private final BigDecimal landline;
  private final BigDecimal mobile;
  private final BigDecimal abroad;
  private final BigDecimal softphone;

  Prices(String landline, String mobile, String abroad, String softphone) {
    this.landline = new BigDecimal(landline);
    this.mobile = new BigDecimal(mobile);
    this.abroad = new BigDecimal(abroad);
    this.softphone = new BigDecimal(softphone);
  }

  /**
   * @param address E.164, or where a softphone is reached
   */
  public BigDecimal perMinute(String address) {
    if (!address.startsWith("+")) {
      return softphone;
    }
    if (!address.startsWith("+55")) {
      return abroad;
    }
    return MOBILE.matcher(address).matches() ? mobile : landline;
  }
}
