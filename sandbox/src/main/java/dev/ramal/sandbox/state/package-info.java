/** Files of a sandbox, its secrets, and what a failure says. */
package dev.ramal.sandbox.state;
