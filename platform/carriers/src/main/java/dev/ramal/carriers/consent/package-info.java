/**
 * Who declines communications in an organization's CRM, as the services that call and write keep
 * and judge it.
 */
package dev.ramal.carriers.consent;
