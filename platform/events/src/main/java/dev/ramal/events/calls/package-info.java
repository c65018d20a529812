/** What has happened to a call. */
package dev.ramal.events.calls;
