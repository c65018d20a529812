/** What stands everywhere when all is over, and whether each of it stands there once. */
package dev.ramal.sandbox.tally;
