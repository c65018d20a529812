/** How telephone numbers are read: one way, whatever the time and the framework. */
package dev.ramal.numbering;
