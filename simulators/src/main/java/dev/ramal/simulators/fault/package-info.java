/** What goes wrong on purpose, in requests and in callbacks. */
package dev.ramal.simulators.fault;
