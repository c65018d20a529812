package dev.ramal.crm.contacts;

import dev.ramal.crm.rdstation.CrmContact;
import dev.ramal.crm.rdstation.CrmPort;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Finds the contacts of a phone: first what is remembered, then variant by variant in the CRM. */
@ApplicationScoped
class FindContact {
  @Inject CrmPort crm;
  @Inject ContactLinks links;
  @Inject Clock clock;

  /** How long an answer of the CRM is believed. A miss is never remembered. */
  @ConfigProperty(name = "ramal.crm.contacts.remember", defaultValue = "15M")
  Duration remember;

  /** Every contact that holds the first variant that is found; empty when no variant is. */
  Uni<List<CrmContact>> byPhone(TenantId tenant, String phone) {
    if (!E164.isValid(phone)) {
      return Uni.createFrom().item(List.of());
    }
    return links
        .fresh(tenant, phone, clock.instant().minus(remember))
        .flatMap(
            known -> known.isEmpty() ? ask(tenant, E164.of(phone)) : Uni.createFrom().item(known));
  }

  private Uni<List<CrmContact>> ask(TenantId tenant, E164 phone) {
    return Multi.createFrom()
        .iterable(PhoneVariants.of(phone))
        .onItem()
        .transformToUniAndConcatenate(variant -> crm.findContacts(tenant, variant))
        .filter(found -> !found.isEmpty())
        .collect()
        .first()
        .map(found -> found == null ? List.<CrmContact>of() : found)
        .call(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : links.remember(tenant, phone.value(), found, clock.instant()));
  }
}
