/** What became of notes in a CRM. */
package dev.ramal.events.crm;
