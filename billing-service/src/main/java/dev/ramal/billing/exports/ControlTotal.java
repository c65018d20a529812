package dev.ramal.billing.exports;

import dev.ramal.events.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a column of a file adds up to in one currency: whoever read the file and finds another sum
 * has not read all of it.
 *
 * @param column its name for programs
 * @param sum of all lines; of carrier_price only those whose carrier_currency it is
 */
@Schema(name = "ControlTotal")
public record ControlTotal(
    @Schema(
            enumeration = {
              "carrier_price",
              "carrier_discount",
              "cost",
              "list_price",
              "price",
              "margin"
            })
        String column,
    Money sum) {}
