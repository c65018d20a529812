/** The life of an organization's connection to its CRM: one pure machine. */
package dev.ramal.crm.connection;
