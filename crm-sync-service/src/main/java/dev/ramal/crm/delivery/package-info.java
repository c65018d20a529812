/** Writes each note once: intent, request, question about an unknown outcome, record. */
package dev.ramal.crm.delivery;
