/** Refusals before anything starts. */
package dev.ramal.sandbox.checks;
