package dev.ramal.billing.conditions;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who issues an invoice, or whom it is made out to.
 *
 * @param name as registered
 * @param taxId CNPJ, with or without its marks; null where none is known
 * @param address in one line; null where none is known
 */
@Schema(name = "InvoiceParty")
public record BillingParty(
    @NotBlank @Size(max = 120) String name,
    @Size(max = 20) @Schema(nullable = true) String taxId,
    @Size(max = 200) @Schema(nullable = true) String address) {}
