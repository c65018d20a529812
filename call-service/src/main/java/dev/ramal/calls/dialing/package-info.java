/** A click becomes a stored call and the command to ring the agent. */
package dev.ramal.calls.dialing;
