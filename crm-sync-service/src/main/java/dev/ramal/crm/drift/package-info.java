/** Compares the calls that have ended with what stands in the CRM. */
package dev.ramal.crm.drift;
