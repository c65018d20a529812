package dev.ramal.crm.connections;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What an administrator enters to connect a CRM.
 *
 * @param crm name of the CRM; null for the usual one
 * @param clientId of the application registered at the CRM
 * @param clientSecret of the same application
 * @param refreshToken from the consent; it is used up by the first exchange
 */
public record CrmConnectionRequest(
    @Size(max = 40) String crm,
    @NotBlank @Size(max = 200) String clientId,
    @NotBlank @Size(max = 500) String clientSecret,
    @NotBlank @Size(max = 2000) String refreshToken) {}
