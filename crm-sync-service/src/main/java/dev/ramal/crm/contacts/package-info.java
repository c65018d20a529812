/**
 * Whom a phone number belongs to in the CRM: searched in every spelling, remembered for a while.
 */
package dev.ramal.crm.contacts;
