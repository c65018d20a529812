/** What numbers do when they are called or written to. */
package dev.ramal.simulators.script;
