/** The control API below {@code /_sim} and what it switches. */
package dev.ramal.simulators.control;
