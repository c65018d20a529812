package dev.ramal.crm.connections;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an administrator comes back with from the CRM's page.
 *
 * @param crm name of the CRM; null for the usual one
 * @param clientId of the application registered at the CRM
 * @param clientSecret of the same application
 * @param code from the address to which the CRM has led; it works once, within minutes
 * @param state what the page was opened with; it works once, for ten minutes, for whoever began
 * @param redirectUri that address without its query, exactly as it was given to the CRM
 * @param otherAccount as in {@link CrmConnectionRequest}
 */
@Schema(
    examples =
"""
{"clientId": "b3a1f0c2", "clientSecret": "secret of the application", "code": "from the address", "state": "from the address", "redirectUri": "https://vendas.exemplo.com.br/crm"}
""")
public record CrmAuthorizationRequest(
    @Size(max = 40) String crm,
    @NotBlank @Size(max = 200) String clientId,
    @NotBlank @Size(max = 500) String clientSecret,
    @NotBlank @Size(max = 2000) String code,
    @NotBlank @Size(max = 200) String state,
    @NotBlank @Size(max = 2000) String redirectUri,
    Boolean otherAccount) {}
