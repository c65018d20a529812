package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ramal.billing.tariffs.VolumeDiscount.Tier;
import dev.ramal.events.Money;
import java.util.List;

/**
 * What the carrier's volume discount takes off a usage: the same as on its lines of an export. It
 * is an estimate, and nothing of a cost that the carrier has named itself.
 *
 * @param version of the discount
 * @param unitsBefore units of the month, in order of occurrence, before this usage
 * @param tiers in rising order, each for the units inside it
 * @param amount BRL
 * @param cost what is left, BRL
 * @param step the same for a person, pt-BR
 */
public record CarrierDiscount(
    String version,
    long unitsBefore,
    List<Tier> tiers,
    Money amount,
    Money cost,
    @JsonIgnore String step) {}
