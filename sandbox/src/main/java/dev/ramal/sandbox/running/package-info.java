/** Assembles a sandbox and keeps what is known about it. */
package dev.ramal.sandbox.running;
