/** Calls that ask what to do now. */
package dev.ramal.gateway.instructions;
