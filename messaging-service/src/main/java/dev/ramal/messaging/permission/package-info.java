/** Whether an organization may write to a contact, and when: verdicts, settings, evidence. */
package dev.ramal.messaging.permission;
