/** Shows the settings of a running process, without its secrets. */
package dev.ramal.kit.settings;
