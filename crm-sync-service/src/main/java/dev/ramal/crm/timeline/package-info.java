/**
 * One timeline per contact: calls, messages, recordings, voicemails, notes in the CRM and costs,
 * kept as they are told; read in pages, and followed live.
 */
package dev.ramal.crm.timeline;
