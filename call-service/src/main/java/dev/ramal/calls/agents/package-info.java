/** Where agents are rung: a phone or the softphone of the carrier. */
package dev.ramal.calls.agents;
