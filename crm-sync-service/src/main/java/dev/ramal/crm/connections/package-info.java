/** Connections of organizations to their CRM: credentials, tokens, and requests made with them. */
package dev.ramal.crm.connections;
