/** What {@code ./ramal} can do. */
package dev.ramal.sandbox.commands;
