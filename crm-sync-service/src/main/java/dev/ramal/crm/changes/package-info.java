/** What is done with a deal besides the note of a call: planned, written once, listed. */
package dev.ramal.crm.changes;
