/** Takes care of callers: who is rung for them, who waits, who leaves a message. */
package dev.ramal.calls.inbound;
