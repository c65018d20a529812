package dev.ramal.billing.metering;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * By which name a carrier knows a usage, and under which account: a carrier's detail file is
 * compared by it. No tariff asks.
 *
 * @param id Twilio's call or message sid, Telnyx's call control id or message id; null where the
 *     carrier never took it
 * @param connectionId our id of the organization's account at the carrier; null where no carrier
 *     was reached
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CarrierReference(String id, String connectionId) {
  static final CarrierReference NONE = new CarrierReference(null, null);

  /** None for null. */
  static CarrierReference of(CarrierReference reference) {
    return reference == null ? NONE : reference;
  }

  @JsonIgnore
  public boolean isNone() {
    return equals(NONE);
  }
}
