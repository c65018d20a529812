/** What carriers said, in words that are the same for every carrier. */
package dev.ramal.events.carrier;
