/** The program behind {@code ./ramal}: the whole suite on one machine. */
package dev.ramal.sandbox;
