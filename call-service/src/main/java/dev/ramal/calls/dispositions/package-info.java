/** How calls went, in the organization's own words, and what follows from that. */
package dev.ramal.calls.dispositions;
