/** Thousands of messages of one sender at a pace that its carrier enforces: none is refused. */
package dev.ramal.sandbox.burst;
