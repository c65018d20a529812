package dev.ramal.crm.mapping;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who an agent is in the CRM.
 *
 * @param agentId as calls name the agent
 * @param email by which the CRM knows the person
 */
@Schema(name = "CrmAgentUser")
public record AgentUser(
    @Schema(required = true, maxLength = 100) String agentId,
    @Schema(required = true, maxLength = 200) String email) {}
