/** What a person has to look at. */
package dev.ramal.events.alerts;
