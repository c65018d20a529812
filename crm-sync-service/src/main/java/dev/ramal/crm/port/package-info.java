/**
 * What we need from a CRM. Each CRM is a package of its own beside this one with one {@link
 * dev.ramal.crm.port.CrmPort}; the features know the port only.
 */
package dev.ramal.crm.port;
