/** What has happened to a message. */
package dev.ramal.events.messages;
