package dev.ramal.crm.connections;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an administrator enters to connect a CRM.
 *
 * @param crm name of the CRM; null for the usual one
 * @param clientId of the application registered at the CRM
 * @param clientSecret of the same application
 * @param refreshToken from the consent; it is used up by the first exchange
 */
@Schema(
    examples =
"""
{"clientId": "b3a1f0c2", "clientSecret": "secret of the application", "refreshToken": "from the consent"}
""")
public record CrmConnectionRequest(
    @Size(max = 40) String crm,
    @NotBlank @Size(max = 200) String clientId,
    @NotBlank @Size(max = 500) String clientSecret,
    @NotBlank @Size(max = 2000) String refreshToken) {}
