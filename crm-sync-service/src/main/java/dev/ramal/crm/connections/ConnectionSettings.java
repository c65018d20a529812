package dev.ramal.crm.connections;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * What an administrator enters to connect RD Station CRM.
 *
 * @param clientId of the application registered at RD Station
 * @param clientSecret of the same application
 * @param refreshToken from the consent; it is used up by the first exchange
 */
public record ConnectionSettings(
    @NotBlank @Size(max = 200) String clientId,
    @NotBlank @Size(max = 500) String clientSecret,
    @NotBlank @Size(max = 2000) String refreshToken) {}
